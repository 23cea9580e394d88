import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { pagePaths, type SignInAnswer, type SignInState } from '../../shared/page.ts';
import { changeField } from '../../shared/sign-in-fields.ts';
import { signInQuery, useSendSignIn } from '../queries/sign-in.ts';
import { Button } from '../ui/Button.tsx';
import { CodeForm } from './CodeForm.tsx';
import { MobileForm } from './MobileForm.tsx';
import { OidcLink } from './OidcLink.tsx';
import { Pending } from './Pending.tsx';
import { useSignInSteps } from './use-sign-in-steps.ts';

interface SignInDialogProps {
  /** The customer whose page it is. */
  customerId: string;
  onClose(isSignedIn: boolean): void;
}

const titleId = 'sign-in-again';

/** Renders the steps of signing in over the current page, which keeps everything that was typed. */
export function SignInDialog({ customerId, onClose }: SignInDialogProps) {
  const { t } = useTranslation('app');
  const dialog = useRef<HTMLDialogElement>(null);
  const { data, error, refetch } = useQuery(signInQuery);

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Closing it gives the focus back to where it was.
    return () => element?.close();
  }, []);

  const finish = (answer: SignedIn) => {
    if (answer.customer_id === customerId) return onClose(true);
    // Nothing of this page belongs to the customer who has signed in.
    window.location.assign(pagePaths.profile);
  };
  return (
    <dialog
      className="sign-in-dialog"
      aria-labelledby={titleId}
      ref={dialog}
      onCancel={(event) => {
        event.preventDefault();
        onClose(false);
      }}
    >
      <h2 className="page-title" id={titleId} tabIndex={-1}>
        {t('signIn.again')}
      </h2>
      <p>{t('signIn.againLead')}</p>
      {data ? (
        <Steps answer={data} onSignedIn={finish} />
      ) : (
        <Pending error={error} onRetry={() => void refetch()} />
      )}
      <div className="actions">
        <Button type="button" look="quiet" onClick={() => onClose(false)}>
          {t('signIn.notNow')}
        </Button>
      </div>
    </dialog>
  );
}

type SignedIn = Exclude<SignInAnswer, { sign_in: SignInState }>;

interface StepsProps {
  answer: SignInAnswer;
  onSignedIn(answer: SignedIn): void;
}

function Steps({ answer, onSignedIn }: StepsProps) {
  // The customer has signed in meanwhile, in another tab.
  const isSignedIn = !('sign_in' in answer);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first answer counts
  useEffect(() => {
    if (isSignedIn) onSignedIn(answer);
  }, []);
  return isSignedIn ? null : <ShownStep signIn={answer.sign_in} onSignedIn={onSignedIn} />;
}

interface ShownStepProps {
  signIn: SignInState;
  onSignedIn(answer: SignedIn): void;
}

function ShownStep({ signIn, onSignedIn }: ShownStepProps) {
  const steps = useSignInSteps(signIn, onSignedIn);
  const { send } = useSendSignIn(signIn.next);
  const { onAnswer, onProblem } = steps;
  const changeNumber = () => send({ [changeField]: '' }, { onSuccess: onAnswer, onError: onProblem });
  return steps.signIn.step === 'mobile' ? (
    <>
      <MobileForm {...steps} />
      <OidcLink url={steps.signIn.oidcUrl} returnsHere />
    </>
  ) : (
    <CodeForm {...steps} onChangeNumber={changeNumber} />
  );
}
