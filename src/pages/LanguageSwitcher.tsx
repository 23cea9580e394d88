import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { rerenderAddress, stepFields, useIsHydrated } from 'schema-form';
import { useLocation, useSearch } from 'wouter';
import { findLanguage, languageCodes, languages } from '../../shared/languages.ts';
import { findEditedSection, pagePaths } from '../../shared/page.ts';
import { useChangeLanguage } from '../queries/profile.ts';
import { editFormId, languageFormId } from './form-ids.ts';
import { usePageState } from './page-state.tsx';
import { useApplyLanguage } from './use-apply-language.ts';

/** Offers every other language under its own name. With script the page changes in place and keeps all input. */
export function LanguageSwitcher() {
  const { t } = useTranslation('app');
  const { state } = usePageState();
  const [path] = useLocation();
  const search = useSearch();
  const { mutateAsync, isPending } = useChangeLanguage();
  const applyLanguage = useApplyLanguage();

  // Without script the button submits the profile's form, which comes back in the other language with its input.
  const sendsForm = !useIsHydrated() && findEditedSection(path) !== undefined && state.failure === null;

  const change = async (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = event.currentTarget;
    const language = findLanguage((submitter as HTMLButtonElement | null)?.value ?? '');
    if (!language) return;
    event.preventDefault();
    if (isPending) return;
    try {
      await mutateAsync({ language, hasProfile: state.isSignedIn && state.failure === null });
      await applyLanguage(language);
    } catch {
      // The browser submits the form itself, and shows its own error page when there is no network.
      const field = Object.assign(document.createElement('input'), {
        type: 'hidden',
        name: 'language',
        value: language,
      });
      form.append(field);
      form.submit();
    }
  };

  return (
    <form
      className="language"
      id={languageFormId}
      method="post"
      action={pagePaths.language}
      aria-label={t('app.language')}
      onSubmit={(event) => void change(event)}
    >
      <input
        type="hidden"
        name="next"
        value={search && `?${search}` !== rerenderAddress ? `${path}?${search}` : path}
      />
      {/* The default button of the profile's form: Enter in a field presses it. */}
      {sendsForm && <button type="submit" form={editFormId} name={stepFields.enter} value="" hidden />}
      {languageCodes
        .filter((code) => code !== state.language)
        .map((code) => (
          <button
            type="submit"
            className="link"
            key={code}
            name="language"
            value={code}
            lang={code}
            {...(sendsForm && { form: editFormId, formAction: `${path}${rerenderAddress}` })}
          >
            {languages[code].name}
          </button>
        ))}
    </form>
  );
}
