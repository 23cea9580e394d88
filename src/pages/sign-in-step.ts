import type { SignInAnswer, SignInState } from '../../shared/page.ts';
import type { SignInProblem } from './sign-in-problem.ts';

/** The props of both steps of signing in. */
export interface SignInStepProps {
  signIn: SignInState;
  /** What prevented the last attempt before the server could answer it; null after an answer. */
  problem: { kind: SignInProblem } | null;
  /** How many attempts have been answered. */
  attempt: number;
  /** Called with a problem, or with the error of a request. */
  onProblem(problem: unknown): void;
  onAnswer(answer: SignInAnswer): void;
  /** Goes back to the first step; on the sign-in page a link or a form does that. */
  onChangeNumber?: (() => void) | undefined;
}
