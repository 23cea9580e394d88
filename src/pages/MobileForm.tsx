import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { getExampleMobile } from '../../shared/page.ts';
import { countryField, keepSignedInField } from '../../shared/sign-in-fields.ts';
import { getSignInAction } from '../api/sign-in.ts';
import { useSendSignIn } from '../queries/sign-in.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { CountrySelect } from './CountrySelect.tsx';
import { SealedSubmission } from './SealedSubmission.tsx';
import type { SignInStepProps } from './sign-in-step.ts';
import { useSignInError } from './use-sign-in-error.ts';

interface MobileFields {
  mobile: string;
  [countryField]: string;
  [keepSignedInField]: boolean;
}

/** Renders the first step of signing in: the form for the mobile number. */
export function MobileForm({ signIn, problem, attempt, onProblem, onAnswer }: SignInStepProps) {
  const { t } = useTranslation('app');
  const { register, handleSubmit, setFocus } = useForm<MobileFields>();
  const { send, isPending } = useSendSignIn(signIn.next);
  const [country, setCountry] = useState(signIn.country);
  const example = getExampleMobile(signIn.countries, country);
  const { error } = useSignInError({ signIn, problem, example });

  useEffect(() => {
    if (signIn.error || problem) setFocus('mobile');
  }, [signIn, problem, setFocus]);

  const submit = handleSubmit((fields) => {
    if (!/\p{Nd}/u.test(fields.mobile)) return onProblem('mobile');
    const { [keepSignedInField]: isKept, ...texts } = fields;
    send(
      { ...texts, ...(isKept && { [keepSignedInField]: 'on' }) },
      { onSuccess: onAnswer, onError: onProblem },
    );
  });
  return (
    <form
      className="form"
      method="post"
      action={getSignInAction(signIn.next)}
      noValidate
      // A sealed submission is a field of the form, so the browser submits the form itself.
      onSubmit={signIn.draft ? undefined : (event) => void submit(event)}
    >
      <SealedSubmission />
      <p className="lead">{t('signIn.lead')}</p>
      {signIn.demoMobile && (
        <p className="demo-note">{t('signIn.demoMobile', { mobile: isolate(signIn.demoMobile) })}</p>
      )}
      <CountrySelect
        countries={signIn.countries}
        country={country}
        field={register(countryField)}
        onChoose={setCountry}
      />
      <TextField
        {...register('mobile')}
        id="mobile"
        label={t('signIn.mobile')}
        help={t('signIn.mobileHelp', { example })}
        error={error}
        errorKey={attempt}
        defaultValue={signIn.mobile}
        type="tel"
        autoComplete="tel"
        dir="ltr"
        required
      />
      {signIn.canStay && (
        <div className="field">
          <label className="choice">
            <input {...register(keepSignedInField)} type="checkbox" value="on" aria-describedby="stay-help" />
            <span>{t('signIn.stay')}</span>
          </label>
          <p className="field-help" id="stay-help">
            {t('signIn.stayHelp')}
          </p>
        </div>
      )}
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
