import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsHydrated } from 'schema-form';
import type { SignInState } from '../../shared/page.ts';
import { useLanguageInfo } from './page-state.tsx';
import type { SignInStepProps } from './sign-in-step.ts';

interface SignInErrorTexts {
  /** The text at the field. */
  error: string | undefined;
  /** When signing in opens again after too many attempts; null when it is open. */
  opening: string | null;
}

interface SignInErrorContext extends Pick<SignInStepProps, 'signIn' | 'problem'> {
  /** A mobile number of the chosen country, in the step that asks for one. */
  example?: string;
}

/** Returns what the page says about the last attempt to sign in. */
export function useSignInError({ signIn, problem, example = '' }: SignInErrorContext): SignInErrorTexts {
  const { t } = useTranslation('app');
  const { error, triesLeft, codeLength } = signIn;
  const opening = useOpening(signIn);
  const values = { length: codeLength, example };
  if (problem) return { error: t(`signIn.error.${problem.kind}`, values), opening };
  if (error === null) return { error: undefined, opening };
  // Only the codes that a number may ask for in a day take that long. Strangers can have used them up.
  if (error === 'tooOften' && opening && isLong(signIn)) {
    return { error: `${t('signIn.codesUsedUp')} ${opening} ${t('signIn.codesUsedUpHelp')}`, opening };
  }
  if (error === 'tooOften' && opening) return { error: `${t('signIn.tooOften')} ${opening}`, opening };
  if (error === 'wrongCode' && triesLeft === 0) return { error: t('signIn.usedUp'), opening };
  if (error === 'wrongCode' && triesLeft !== null) {
    return { error: t('signIn.triesLeft', { count: triesLeft }), opening };
  }
  return { error: t(`signIn.error.${error}`, values), opening };
}

const hour = 3600;

const isLong = ({ opensIn }: SignInState) => (opensIn ?? 0) > hour;

/**
 * Says when signing in opens again: at a time of the person's clock, which only the browser knows, or after minutes.
 * After more than an hour a time could be that of another day.
 */
function useOpening(signIn: SignInState): string | null {
  const { t } = useTranslation('app');
  const { locale } = useLanguageInfo();
  const isHydrated = useIsHydrated();
  const opensIn = signIn.opensIn ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer of the server counts from its arrival
  const time = useMemo(() => {
    // A minute that has begun is not over yet.
    const opens = new Date(Date.now() + opensIn * 1000 + 59_999);
    return isHydrated && opensIn > 0
      ? new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(opens)
      : null;
  }, [signIn, locale, isHydrated]);
  if (opensIn === 0) return null;
  if (opensIn < 60) return t('signIn.opensInSeconds', { count: opensIn });
  if (isLong(signIn)) return t('signIn.opensInHours', { count: Math.ceil(opensIn / hour) });
  return time
    ? t('signIn.opensAt', { time })
    : t('signIn.opensInMinutes', { count: Math.ceil(opensIn / 60) });
}
