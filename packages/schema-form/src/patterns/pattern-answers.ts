import { AsyncLocalStorage } from 'node:async_hooks';

/** A pattern that may take exponential time, and a text to match in the sandbox. */
export type PatternQuestion = readonly [source: string, text: string];

/** Answers questions in their order; null for one that takes too long. */
export type MatchPatterns = (questions: readonly PatternQuestion[]) => Promise<(boolean | null)[]>;

/** `withPatternAnswers`, bound to a sandbox. */
export type WithPatterns = <Result>(work: () => Result | Promise<Result>) => Promise<Result>;

interface Answers {
  known: Map<string, boolean | null>;
  open: Map<string, PatternQuestion>;
  /** Answers at once; only in the sandbox itself. */
  answer?(source: string, text: string): boolean;
}

const current = new AsyncLocalStorage<Answers>();

/** More rounds than any chain of conditions on such patterns needs. */
const maxRounds = 20;

/**
 * Runs work that uses patterns which only the sandbox may match. Validation is synchronous and the
 * sandbox is not: the questions of `work` are collected, answered by `match`, and `work` runs again until
 * all of its questions are answered. So `work` must not have effects while `hasOpenQuestions()`.
 */
export async function withPatternAnswers<Result>(
  match: MatchPatterns,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  // Nested calls are part of the outer work.
  if (current.getStore()) return work();
  const answers: Answers = { known: new Map(), open: new Map() };
  for (let round = 1; ; round += 1) {
    const result = await current.run(answers, work);
    if (answers.open.size === 0) return result;
    if (round === maxRounds) throw new Error('The patterns of a form need too many rounds');
    const questions = [...answers.open];
    const matches = await match(questions.map(([, question]) => question));
    for (const [index, [key]] of questions.entries()) answers.known.set(key, matches[index] ?? null);
    answers.open.clear();
  }
}

/** Runs work in the sandbox itself, where each question is answered at once. */
export function answerPatternsBy<Result>(
  answer: (source: string, text: string) => boolean,
  work: () => Result,
): Result {
  return current.run({ known: new Map(), open: new Map(), answer }, work);
}

/** Whether the running work has asked a question that is not answered yet, so that its result is discarded. */
export function hasOpenQuestions(): boolean {
  return (current.getStore()?.open.size ?? 0) > 0;
}

/** Whether a pattern could not be matched in time, so that the result is uncertain. */
export function hasUnknownAnswers(): boolean {
  return [...(current.getStore()?.known.values() ?? [])].includes(null);
}

/** The sandbox's answer to whether a text matches; null while there is none, and when it took too long. */
export function askSandbox(source: string, text: string): boolean | null {
  const answers = current.getStore();
  if (!answers) return null;
  if (answers.answer) return answers.answer(source, text);
  const key = JSON.stringify([source, text]);
  const known = answers.known.get(key);
  if (known === undefined) answers.open.set(key, [source, text]);
  return known ?? null;
}
