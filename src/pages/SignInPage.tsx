import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignInState } from '../../shared/page.ts';
import { Alert } from '../ui/Alert.tsx';
import { CodeForm } from './CodeForm.tsx';
import { languageFormId } from './form-ids.ts';
import { MobileForm } from './MobileForm.tsx';
import { PageHeading } from './PageHeading.tsx';
import { usePageState } from './page-state.tsx';
import { SealedSubmission } from './SealedSubmission.tsx';
import { getSignInAction } from './sign-in-error.ts';
import { usePageTitle } from './use-page-title.ts';

const firstStep: SignInState = {
  step: 'mobile',
  mobile: '',
  next: '/',
  draft: null,
  error: null,
  resendIn: 0,
  demoMobile: null,
  demoCode: null,
};

/** Renders the sign-in page, which asks for a mobile number and then for the code that was sent to it. */
export function SignInPage() {
  const { t } = useTranslation('app');
  const { state } = usePageState();
  const [signIn, setSignIn] = useState(state.signIn ?? firstStep);
  const [hasErrors, setHasErrors] = useState(signIn.error !== null);
  const title = signIn.step === 'mobile' ? t('signIn.title') : t('signIn.codeTitle');
  usePageTitle(title, hasErrors);
  return (
    <div className="narrow">
      {state.notice === 'signed-out' && signIn.step === 'mobile' && (
        <Alert look="success">
          <p>{t('signIn.signedOut')}</p>
        </Alert>
      )}
      <PageHeading>{title}</PageHeading>
      {signIn.draft && (
        <Alert look="info">
          <p>{t('signIn.kept')}</p>
          <SealedSubmission form={languageFormId} />
        </Alert>
      )}
      {signIn.step === 'mobile' ? (
        <MobileForm
          signIn={signIn}
          onError={setHasErrors}
          onSent={(mobile, resendIn) => {
            setHasErrors(false);
            // After a reload the server shows this step again, even after "use another number".
            window.history.replaceState(null, '', getSignInAction(signIn.next));
            setSignIn({ ...signIn, step: 'code', mobile, resendIn, error: null, demoCode: null });
          }}
        />
      ) : (
        <CodeForm signIn={signIn} onError={setHasErrors} />
      )}
    </div>
  );
}
