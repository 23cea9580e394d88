import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useExtendSession, useSessionEnd } from '../queries/session.ts';
import { useSignInAgain } from '../queries/sign-in-again.ts';
import { Button } from '../ui/Button.tsx';
import { usePageState } from './page-state.tsx';

/** Milliseconds. */
const warningTime = 120_000;

/** Offers to stay signed in before the session ends, and to sign in again after that. It never takes the focus. */
export function SessionWarning() {
  const { t } = useTranslation('app');
  const phase = usePhase(useSessionEnd(usePageState().state.sessionEndsIn));
  const extend = useExtendSession();
  const signInAgain = useSignInAgain();
  const focusedBefore = useRef<HTMLElement | null>(null);
  const isLast = phase === 'ending' && extend.isSuccess;
  // The button disappears, so the focus goes back to where it was.
  const stay = () => extend.mutate(undefined, { onSuccess: () => focusedBefore.current?.focus() });
  return (
    // The live region exists before its text, so that screen readers announce the text.
    <section className="session" aria-live="polite" aria-label={t('session.title')}>
      {phase !== 'open' && (
        <div className="session-inner">
          <p>{t(isLast ? 'session.last' : `session.${phase}`)}</p>
          {phase === 'over' && (
            <Button type="button" onClick={() => void signInAgain()}>
              {t('signIn.again')}
            </Button>
          )}
          {phase === 'ending' && !isLast && (
            <Button
              type="button"
              isBusy={extend.isPending}
              onFocus={({ relatedTarget }) => {
                focusedBefore.current = relatedTarget as HTMLElement | null;
              }}
              onClick={stay}
            >
              {t('session.stay')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

type Phase = 'open' | 'ending' | 'over';

function usePhase(endsAt: number | null): Phase {
  const [phase, setPhase] = useState<Phase>('open');
  useEffect(() => {
    if (endsAt === null) return;
    const update = () => {
      const left = endsAt - Date.now();
      setPhase(left <= 0 ? 'over' : left <= warningTime ? 'ending' : 'open');
    };
    update();
    // A phone pauses timers while it sleeps, so the clock is read each time.
    const timer = setInterval(update, 1000);
    return () => clearInterval(timer);
  }, [endsAt]);
  return phase;
}
