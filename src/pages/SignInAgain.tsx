import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import { type AskToSignIn, SignInAgainContext } from '../queries/sign-in-again.ts';
import { goToSignIn } from './go-to-sign-in.ts';
import { usePageState } from './page-state.tsx';

const SignInDialog = lazy(async () => ({ default: (await import('./SignInDialog.tsx')).SignInDialog }));

/** The question that the dialog asks, and the receivers of its answer. */
interface Question {
  customerId: string;
  answer: Promise<boolean>;
  resolve(isSignedIn: boolean): void;
}

/** Lets its children ask the customer to sign in again without leaving the page. */
export function SignInAgain({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const asked = useRef<Question | null>(null);
  const { signsInElsewhere } = usePageState().state;
  const ask = useCallback<AskToSignIn>(
    (customerId) => {
      if (asked.current) return asked.current.answer;
      const { promise, resolve } = withResolvers();
      // The page is left, and restores its draft when the customer comes back.
      if (signsInElsewhere) {
        goToSignIn();
        return promise;
      }
      asked.current = { customerId, answer: promise, resolve };
      setQuestion(asked.current);
      return promise;
    },
    [signsInElsewhere],
  );
  const close = (isSignedIn: boolean) => {
    asked.current?.resolve(isSignedIn);
    asked.current = null;
    setQuestion(null);
  };
  return (
    <SignInAgainContext value={ask}>
      {children}
      {question && (
        <Suspense fallback={null}>
          <SignInDialog customerId={question.customerId} onClose={close} />
        </Suspense>
      )}
    </SignInAgainContext>
  );
}

/** Returns what `Promise.withResolvers` does, which some phones in use do not support. */
function withResolvers() {
  let resolve: (isSignedIn: boolean) => void = () => {};
  const promise = new Promise<boolean>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
