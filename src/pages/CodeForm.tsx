import { useQuery } from '@tanstack/react-query';
import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useIsHydrated } from 'schema-form';
import { findCode } from '../../shared/find-code.ts';
import { changeField } from '../../shared/sign-in-fields.ts';
import { getSignInAction } from '../api/sign-in.ts';
import { demoCodeQuery, useSendSignIn } from '../queries/sign-in.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { usePageState } from './page-state.tsx';
import { SealedSubmission } from './SealedSubmission.tsx';
import type { SignInStepProps } from './sign-in-step.ts';
import { useCountdown } from './use-countdown.ts';
import { useSignInError } from './use-sign-in-error.ts';
import { useWebOtp } from './use-web-otp.ts';

const resendFormId = 'resend';

/** Milliseconds between the last digit of the code and its submission. */
const submitDelay = 300;

/** Renders the second step of signing in: the form for the code. */
export function CodeForm({ signIn, problem, attempt, onProblem, onAnswer, onChangeNumber }: SignInStepProps) {
  const { t } = useTranslation('app');
  const { isDemo } = usePageState().state;
  const { mobile, mobileText, next, draft, codeLength } = signIn;
  const { register, handleSubmit, setFocus, setValue } = useForm<{ code: string }>();
  const verify = useSendSignIn(next);
  const request = useSendSignIn(next);
  const [sent, setSent] = useState(0);
  // The button stays busy until the next page has loaded.
  const [isLeaving, setLeaving] = useState(false);
  const isVerifying = verify.isPending || isLeaving;
  const wait = useCountdown(Math.max(signIn.resendIn, signIn.opensIn ?? 0), signIn);
  const { data: demoCode = signIn.demoCode } = useQuery({
    ...demoCodeQuery(mobile, sent),
    enabled: isDemo && (sent > 0 || signIn.demoCode === null),
  });
  const { error, opening } = useSignInError({ signIn, problem });
  const isHydrated = useIsHydrated();

  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer of the server leads back to the field
  useEffect(() => setFocus('code', { shouldSelect: true }), [setFocus, signIn, problem]);

  const submit = handleSubmit(({ code }) => {
    if (isLeaving) return;
    if (code.trim() === '') return onProblem('code');
    verify.send(
      { mobile, code },
      {
        onSuccess: (answer) => {
          setLeaving(!('sign_in' in answer));
          onAnswer(answer);
        },
        onError: onProblem,
      },
    );
  });
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** The code that was sent by itself last. A wrong one is not sent again before it is changed. */
  const tried = useRef('');
  const complete = (text: string) => {
    clearTimeout(timer.current);
    const code = findCode(text, codeLength);
    if (code === null || code === tried.current) return;
    // People see their last digit, and may press the button themselves.
    timer.current = setTimeout(() => {
      tried.current = code;
      setValue('code', code);
      form.current?.requestSubmit();
    }, submitDelay);
  };
  const { onChange, ...field } = register('code');
  useWebOtp(complete, signIn);

  const resend = () => {
    clearTimeout(timer.current);
    request.send(
      { mobile },
      {
        onSuccess: (answer) => {
          if ('sign_in' in answer && answer.sign_in.error === null) {
            setSent(sent + 1);
            setValue('code', '');
            tried.current = '';
          }
          onAnswer(answer);
        },
        onError: onProblem,
      },
    );
  };
  return (
    <>
      <form
        className="form"
        method="post"
        action={getSignInAction(next)}
        noValidate
        ref={form}
        onSubmit={(event) => {
          clearTimeout(timer.current);
          // A sealed submission is a field of the form, so the browser submits the form itself.
          if (!draft) void submit(event);
        }}
      >
        <SealedSubmission />
        <p className="lead">{t('signIn.codeLead', { length: codeLength })}</p>
        <p className="number-line">
          <bdi className="number" dir="ltr">
            {mobileText}
          </bdi>{' '}
          –{' '}
          {draft || onChangeNumber ? (
            <button
              // Enter in the field of the code must not press this button, so it belongs to the other form.
              form={resendFormId}
              type={onChangeNumber ? 'button' : 'submit'}
              className="link"
              name={changeField}
              aria-label={t('signIn.changeNumber')}
              onClick={onChangeNumber}
            >
              {t('signIn.change')}
            </button>
          ) : (
            <a
              className="link"
              href={getSignInAction(next, { [changeField]: '' })}
              aria-label={t('signIn.changeNumber')}
            >
              {t('signIn.change')}
            </a>
          )}
        </p>
        {demoCode && <p className="demo-note">{t('signIn.demoCode', { code: demoCode })}</p>}
        <input type="hidden" name="mobile" value={mobile} />
        <TextField
          {...field}
          onChange={(event: ChangeEvent<HTMLInputElement>) => {
            void onChange(event);
            complete(event.target.value);
          }}
          id="code"
          label={t('signIn.code', { length: codeLength })}
          help={isHydrated ? t('signIn.codeHelp') : undefined}
          error={error}
          errorKey={attempt}
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
        id={resendFormId}
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
        {/* A new element per code is announced again. */}
        <p role="status">{sent > 0 && !error && <span key={sent}>{t('signIn.resent')}</span>}</p>
        {/* The error at the field says when signing in opens again. */}
        {wait > 0 && !opening && <p className="field-help">{t('signIn.resendIn', { count: wait })}</p>}
        {/* Without script the button can't appear later, so it is there from the start. */}
        {(wait === 0 || !(isHydrated || opening)) && (
          <Button look="quiet" isBusy={request.isPending} busyText={t('signIn.sending')}>
            {t('signIn.resend')}
          </Button>
        )}
      </form>
    </>
  );
}
