import { useCallback, useState } from 'react';
import type { SignInAnswer, SignInState } from '../../shared/page.ts';
import { toSignInProblem } from './sign-in-problem.ts';
import type { SignInStepProps } from './sign-in-step.ts';

type SignedIn = Exclude<SignInAnswer, { sign_in: SignInState }>;

/** Returns the step of signing in that is shown, and what each step needs. */
export function useSignInSteps(
  initial: SignInState,
  onSignedIn: (answer: SignedIn) => void,
): SignInStepProps {
  const [signIn, setSignIn] = useState(initial);
  const [problem, setProblem] = useState<SignInStepProps['problem']>(null);
  const [attempt, setAttempt] = useState(0);
  return {
    signIn,
    problem,
    attempt,
    onProblem: useCallback((error: unknown) => {
      setAttempt(increment);
      setProblem({ kind: toSignInProblem(error) });
    }, []),
    onAnswer(answer) {
      setAttempt(increment);
      setProblem(null);
      if ('sign_in' in answer) setSignIn(answer.sign_in);
      else onSignedIn(answer);
    },
  };
}

const increment = (count: number) => count + 1;
