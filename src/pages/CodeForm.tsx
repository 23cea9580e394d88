import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { SignInState } from '../../shared/page.ts';
import { changeField } from '../../shared/sign-in-fields.ts';
import { demoCodeQuery, useRequestCode, useVerifyCode } from '../queries/sign-in.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { usePageState } from './page-state.tsx';
import { SealedSubmission } from './SealedSubmission.tsx';
import { getSignInAction, type SignInProblem, toSignInProblem } from './sign-in-error.ts';

interface CodeFormProps {
  signIn: SignInState;
  onError(hasErrors: boolean): void;
}

/** Renders the second step of signing in: the form for the code. */
export function CodeForm({ signIn, onError }: CodeFormProps) {
  const { t } = useTranslation('app');
  const { isDemo } = usePageState().state;
  const { mobile, next, draft } = signIn;
  const { register, handleSubmit, setError, setFocus, formState } = useForm<{ code: string }>();
  const verify = useVerifyCode();
  const request = useRequestCode();
  const [sent, setSent] = useState(0);
  const [wait, setWait] = useCountdown(signIn.resendIn);
  const { data: demoCode = signIn.demoCode } = useQuery({
    ...demoCodeQuery(mobile, sent),
    enabled: isDemo && (sent > 0 || signIn.demoCode === null),
  });
  const found = formState.errors.code?.type as SignInProblem | undefined;
  // The server's error of a form that was submitted without script stays until the next attempt.
  const problem = formState.submitCount === 0 ? (found ?? signIn.error) : found;
  // The button stays busy until the next page has loaded.
  const isVerifying = verify.isPending || verify.isSuccess;

  useEffect(() => setFocus('code'), [setFocus]);

  const fail = (type: SignInProblem) => {
    setError('code', { type }, { shouldFocus: true });
    onError(true);
  };
  const signInNow = handleSubmit(({ code }) => {
    if (isVerifying) return;
    if (code.trim() === '') return fail('code');
    verify.mutate(
      { mobile, code },
      {
        // A full page load renders everything for the customer and in the customer's language.
        onSuccess: () => window.location.assign(next),
        onError: (error) => fail(toSignInProblem(error, 'wrongCode')),
      },
    );
  });
  const resend = () => {
    if (request.isPending) return;
    request.mutate(mobile, {
      onSuccess: ({ resend_in }) => {
        setSent(sent + 1);
        setWait(resend_in);
        setFocus('code');
      },
      onError: (error) => fail(toSignInProblem(error, 'mobile')),
    });
  };
  return (
    <>
      <form
        className="form"
        method="post"
        action={getSignInAction(next)}
        noValidate
        // A sealed submission is a field of the form, so the browser submits the form itself.
        onSubmit={draft ? undefined : (event) => void signInNow(event)}
      >
        <SealedSubmission />
        <p className="lead">
          {t('signIn.codeLead')}{' '}
          <bdi className="number" dir="ltr">
            {mobile}
          </bdi>
        </p>
        {demoCode && <p className="demo-note">{t('signIn.demoCode', { code: demoCode })}</p>}
        <input type="hidden" name="mobile" value={mobile} />
        <TextField
          {...register('code')}
          id="code"
          label={t('signIn.code')}
          error={problem ? t(`signIn.error.${problem}`) : undefined}
          inputMode="numeric"
          autoComplete="one-time-code"
          dir="ltr"
          required
        />
        <div className="actions">
          <Button isBusy={isVerifying} busyText={t('signIn.verifying')}>
            {t('signIn.verify')}
          </Button>
        </div>
      </form>
      <form
        className="resend"
        method="post"
        action={getSignInAction(next)}
        onSubmit={
          draft
            ? undefined
            : (event) => {
                event.preventDefault();
                resend();
              }
        }
      >
        <SealedSubmission />
        <input type="hidden" name="mobile" value={mobile} />
        <p role="status">{sent > 0 && t('signIn.resent')}</p>
        {wait > 0 ? (
          <p className="field-help">{t('signIn.resendIn', { count: wait })}</p>
        ) : (
          <Button look="quiet" isBusy={request.isPending} busyText={t('signIn.sending')}>
            {t('signIn.resend')}
          </Button>
        )}
        {draft ? (
          <button type="submit" className="link" name={changeField}>
            {t('signIn.change')}
          </button>
        ) : (
          <a className="link" href={getSignInAction(next, true)}>
            {t('signIn.change')}
          </a>
        )}
      </form>
    </>
  );
}

/** Returns the remaining seconds of a countdown. */
function useCountdown(from: number) {
  const [seconds, setSeconds] = useState(from);
  const isRunning = seconds > 0;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setSeconds((left) => Math.max(0, left - 1)), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return [seconds, setSeconds] as const;
}
