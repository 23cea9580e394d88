import { useTranslation } from 'react-i18next';
import type { SignInState } from '../../shared/page.ts';
import { getSignInAction } from '../api/sign-in.ts';
import { useNextPage } from '../queries/prefetch.ts';
import { Alert } from '../ui/Alert.tsx';
import { CodeForm } from './CodeForm.tsx';
import { languageFormId } from './form-ids.ts';
import { MobileForm } from './MobileForm.tsx';
import { OidcLink } from './OidcLink.tsx';
import { OidcNoticeAlert } from './OidcNoticeAlert.tsx';
import { PageHeading } from './PageHeading.tsx';
import { usePageState } from './page-state.tsx';
import { SealedSubmission } from './SealedSubmission.tsx';
import { SignInHelp } from './SignInHelp.tsx';
import { usePageTitle } from './use-page-title.ts';
import { useSignInSteps } from './use-sign-in-steps.ts';

const firstStep: SignInState = {
  step: 'mobile',
  mobile: '',
  mobileText: '',
  country: '',
  countries: [],
  hasEnded: false,
  next: '/',
  draft: null,
  error: null,
  triesLeft: null,
  opensIn: null,
  resendIn: 0,
  codeLength: 6,
  canStay: false,
  oidcUrl: null,
  demoMobile: null,
  demoCode: null,
};

/** Renders the sign-in page, which asks for a mobile number and then for the code that was sent to it. */
export function SignInPage() {
  const { t } = useTranslation('app');
  const { state } = usePageState();
  const steps = useSignInSteps(state.signIn ?? firstStep, ({ next }) => {
    // A full page load renders everything for the customer and in the customer's language.
    window.location.assign(next);
  });
  const { signIn, problem } = steps;
  useNextPage(signIn.next);
  const isFirst = signIn.step === 'mobile';
  const title = isFirst ? t('signIn.title') : t('signIn.codeTitle');
  usePageTitle(title, signIn.error !== null || problem !== null);
  const onAnswer: typeof steps.onAnswer = (answer) => {
    // After a reload the server shows this step again, even after the number was changed.
    if ('sign_in' in answer) window.history.replaceState(null, '', getSignInAction(signIn.next));
    steps.onAnswer(answer);
  };
  return (
    <div className="sign-in">
      {state.notice === 'signed-out' && isFirst && (
        <Alert look="success">
          <p>{t('signIn.signedOut')}</p>
        </Alert>
      )}
      <PageHeading>{title}</PageHeading>
      {signIn.draft ? (
        <Alert look="info">
          <p>{t('signIn.kept')}</p>
          <SealedSubmission form={languageFormId} />
        </Alert>
      ) : (
        signIn.hasEnded && (
          <Alert look="info">
            <p>{t('signIn.ended')}</p>
          </Alert>
        )
      )}
      {isFirst && <OidcNoticeAlert />}
      {isFirst ? <MobileForm {...steps} onAnswer={onAnswer} /> : <CodeForm {...steps} onAnswer={onAnswer} />}
      {isFirst && <OidcLink url={signIn.oidcUrl} />}
      <SignInHelp />
    </div>
  );
}
