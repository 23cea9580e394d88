import { useTranslation } from 'react-i18next';
import { pagePaths } from '../../shared/page.ts';
import { Alert } from '../ui/Alert.tsx';
import { CarriedSubmissionField } from './CarriedSubmissionField.tsx';
import { languageFormId } from './form-ids.ts';
import { OidcNoticeAlert } from './OidcNoticeAlert.tsx';
import { PageHeading } from './PageHeading.tsx';
import { usePageState } from './page-state.tsx';
import { usePageTitle } from './use-page-title.ts';

/** Renders the page that leads on to the login page of another backend, or of an OpenID provider. */
export function BackendSignInPage() {
  const { t } = useTranslation('app');
  const { carried, backendSignIn, notice } = usePageState().state;
  const title = t('signIn.title');
  usePageTitle(title);
  // What was typed is in this page where no cookie can hold it, so the page stays open.
  const target = carried === null ? {} : { target: '_blank', rel: 'noopener' };
  return (
    <div className="sign-in">
      {notice === 'signed-out' && (
        <Alert look="success">
          <p>{t('signIn.signedOut')}</p>
        </Alert>
      )}
      <PageHeading>{title}</PageHeading>
      <OidcNoticeAlert />
      <div className="form">
        {backendSignIn?.hasSubmission && (
          <Alert look="info">
            <p>{t('signIn.kept')}</p>
          </Alert>
        )}
        <p>
          <a className="button" href={backendSignIn?.url ?? pagePaths.signIn} {...target}>
            {t('signIn.goOn')}
          </a>
        </p>
        {carried !== null && (
          <form className="form" method="post" action={pagePaths.backendSignIn}>
            <p>{t('signIn.comeBack')}</p>
            <CarriedSubmissionField />
            <CarriedSubmissionField form={languageFormId} />
            <button type="submit" className="button button-quiet">
              {t('signIn.restore')}
            </button>
          </form>
        )}
      </div>
    </div>
  );
}
