import { type FocusEvent, type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { stepFields } from 'schema-form';
import { editFormId, languageFormId } from './form-ids.ts';
import { LanguageButton, LanguageSwitchForm, useSendsProfileForm } from './LanguageSwitchForm.tsx';
import { useLanguageInfo, usePageState } from './page-state.tsx';

/** Renders a menu of all languages, each under its own name. It is a `<details>`, so it opens without script too. */
export function LanguageSwitcher() {
  const { t } = useTranslation('app');
  const { site } = usePageState().state;
  const { name } = useLanguageInfo();
  const sendsProfileForm = useSendsProfileForm();
  const menu = useRef<HTMLDetailsElement>(null);

  const close = () => {
    if (menu.current) menu.current.open = false;
  };
  const closeAndFocus = () => {
    close();
    menu.current?.querySelector('summary')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && menu.current?.open) closeAndFocus();
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    // A click beside the menu moves the focus to nothing or to another element.
    if (!event.currentTarget.contains(event.relatedTarget)) close();
  };
  return (
    <LanguageSwitchForm
      id={languageFormId}
      className="language"
      label={t('app.language')}
      onChanged={closeAndFocus}
    >
      {/* The default button of the profile's form: Enter in a field presses it. */}
      {sendsProfileForm && <button type="submit" form={editFormId} name={stepFields.enter} value="" hidden />}
      <details className="language-menu" ref={menu} onKeyDown={onKeyDown} onBlur={onBlur}>
        <summary>
          <svg aria-hidden="true" viewBox="0 0 24 24" width="20" height="20">
            <circle cx="12" cy="12" r="9" />
            <path d="M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18" />
          </svg>
          <span className="visually-hidden">{t('app.language')}: </span>
          {name}
        </summary>
        <ul>
          {Object.keys(site.languages).map((code) => (
            <li key={code}>
              <LanguageButton language={code} />
            </li>
          ))}
        </ul>
      </details>
    </LanguageSwitchForm>
  );
}
