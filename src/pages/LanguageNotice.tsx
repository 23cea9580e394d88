import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsHydrated } from 'schema-form';
import { useLocation } from 'wouter';
import { LanguageButton, LanguageSwitchForm } from './LanguageSwitchForm.tsx';
import { useLanguageInfo, usePageState } from './page-state.tsx';

/**
 * Says that the language of the account has changed, with a button that brings the previous one back. The live region
 * is there before its content, so that screen readers announce the content.
 */
export function LanguageNotice() {
  const { t } = useTranslation('app');
  const { state, forgetLanguageBefore } = usePageState();
  const { languageBefore } = state;
  const { name } = useLanguageInfo();
  const [path] = useLocation();
  const shownAt = useRef(path);
  // Without script, the focus makes screen readers read a notice that comes with the page.
  const comesWithPage = !useIsHydrated();

  useEffect(() => {
    if (shownAt.current !== path) forgetLanguageBefore();
    shownAt.current = path;
  }, [path, forgetLanguageBefore]);

  return (
    <div className="language-notice" aria-live="polite">
      {languageBefore && (
        <>
          {/* biome-ignore lint/a11y/noAutofocus: the notice is the result of what was just done */}
          <p tabIndex={-1} autoFocus={comesWithPage}>
            {t('language.changed', { language: name })}
          </p>
          <LanguageSwitchForm className="language-undo" label={t('language.undo')}>
            <LanguageButton language={languageBefore}>{t('language.undo')}</LanguageButton>
          </LanguageSwitchForm>
        </>
      )}
    </div>
  );
}
