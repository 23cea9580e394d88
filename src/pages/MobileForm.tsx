import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { SignInState } from '../../shared/page.ts';
import { useRequestCode } from '../queries/sign-in.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { SealedSubmission } from './SealedSubmission.tsx';
import { getSignInAction, type SignInProblem, toSignInProblem } from './sign-in-error.ts';

interface MobileFormProps {
  signIn: SignInState;
  onSent(mobile: string, resendIn: number): void;
  onError(hasErrors: boolean): void;
}

/** Renders the first step of signing in: the form for the mobile number. */
export function MobileForm({ signIn, onSent, onError }: MobileFormProps) {
  const { t } = useTranslation('app');
  const { register, handleSubmit, setError, setFocus, formState } = useForm<{ mobile: string }>();
  const { mutate, isPending } = useRequestCode();
  const found = formState.errors.mobile?.type as SignInProblem | undefined;
  // The server's error of a form that was submitted without script stays until the next attempt.
  const problem = formState.submitCount === 0 ? (found ?? signIn.error) : found;

  useEffect(() => {
    if (signIn.error) setFocus('mobile');
  }, [signIn.error, setFocus]);

  const fail = (type: SignInProblem) => {
    setError('mobile', { type }, { shouldFocus: true });
    onError(true);
  };
  const send = handleSubmit(({ mobile }) => {
    if (isPending) return;
    if (!/[\d\u0660-\u0669\u06F0-\u06F9]/.test(mobile)) return fail('mobile');
    mutate(mobile, {
      onSuccess: ({ resend_in }) => onSent(mobile.trim(), resend_in),
      onError: (error) => fail(toSignInProblem(error, 'mobile')),
    });
  });
  return (
    <form
      className="form"
      method="post"
      action={getSignInAction(signIn.next)}
      noValidate
      // A sealed submission is a field of the form, so the browser submits the form itself.
      onSubmit={signIn.draft ? undefined : (event) => void send(event)}
    >
      <SealedSubmission />
      <p className="lead">{t('signIn.lead')}</p>
      {signIn.demoMobile && (
        <p className="demo-note">{t('signIn.demoMobile', { mobile: isolate(signIn.demoMobile) })}</p>
      )}
      <TextField
        {...register('mobile')}
        id="mobile"
        label={t('signIn.mobile')}
        help={t('signIn.mobileHelp')}
        error={problem ? t(`signIn.error.${problem}`) : undefined}
        defaultValue={signIn.mobile}
        type="tel"
        autoComplete="tel"
        dir="ltr"
        required
      />
      <div className="actions">
        <Button isBusy={isPending} busyText={t('signIn.sending')}>
          {t('signIn.send')}
        </Button>
      </div>
    </form>
  );
}

/** Isolates a number as left-to-right text inside a sentence of either direction. */
function isolate(mobile: string): string {
  return `\u2066${mobile}\u2069`;
}
