import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { pagePaths } from '../../shared/page.ts';
import { LanguageNotice } from '../pages/LanguageNotice.tsx';
import { LanguageSwitcher } from '../pages/LanguageSwitcher.tsx';
import { usePageState } from '../pages/page-state.tsx';
import { SessionWarning } from '../pages/SessionWarning.tsx';
import { dropDraft } from '../pages/saved-draft.ts';
import { Footer } from './Footer.tsx';

/** The header and the frame that all pages share. */
export function Layout({ children }: { children: ReactNode }) {
  const { t } = useTranslation('app');
  const { state } = usePageState();
  const name = (
    <>
      <svg aria-hidden="true" viewBox="0 0 32 32" width="28" height="28">
        <rect className="brand-ground" width="32" height="32" rx="9" />
        <circle className="brand-figure" cx="16" cy="12" r="5" />
        <path className="brand-figure" d="M6 27a10 10 0 0 1 20 0" />
      </svg>
      {t('app.name')}
    </>
  );
  return (
    <>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <header className="header">
        {state.isDemo && <p className="demo-bar">{t('app.demo')}</p>}
        <div className="header-inner">
          {state.isSignedIn && state.failure === null ? (
            <Link className="brand" href={pagePaths.profile}>
              {name}
            </Link>
          ) : (
            <span className="brand">{name}</span>
          )}
          <div className="header-actions">
            <LanguageSwitcher />
            {state.isSignedIn && (
              <form method="post" action={pagePaths.signOut} onSubmit={dropDraft}>
                <button type="submit" className="link">
                  {t('app.signOut')}
                </button>
              </form>
            )}
          </div>
        </div>
      </header>
      {state.isSignedIn && <SessionWarning />}
      <main className="main" id="content" tabIndex={-1}>
        <LanguageNotice />
        {children}
      </main>
      <Footer />
    </>
  );
}
