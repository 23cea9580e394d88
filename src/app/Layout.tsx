import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { pagePaths } from '../../shared/page.ts';
import { LanguageNotice } from '../pages/LanguageNotice.tsx';
import { LanguageSwitcher } from '../pages/LanguageSwitcher.tsx';
import { usePageState } from '../pages/page-state.tsx';
import { SessionWarning } from '../pages/SessionWarning.tsx';
import { dropDraft } from '../pages/saved-draft.ts';
import { BrandName } from './BrandName.tsx';
import { Footer } from './Footer.tsx';

/** Renders the header and the frame that all pages share. */
export function Layout({ children }: { children: ReactNode }) {
  const { t } = useTranslation('app');
  const { state } = usePageState();
  return (
    <>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      {/* Browsers paint only a whole header (`server/page-renderer.ts`): its last button moves the others. */}
      <header className="header" id="header">
        {state.isDemo && <p className="demo-bar">{t('app.demo')}</p>}
        <div className="header-inner">
          {state.isSignedIn && state.failure === null ? (
            <Link className="brand" href={pagePaths.profile}>
              <BrandName />
            </Link>
          ) : (
            <span className="brand">
              <BrandName />
            </span>
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
