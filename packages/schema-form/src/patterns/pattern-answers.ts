import { AsyncLocalStorage } from 'node:async_hooks';

/** A pattern that may take exponential time, and a text to match in the sandbox. */
export type PatternQuestion = readonly [source: string, text: string];

/** Answers questions in their order; null for a question that takes too long. */
export type MatchPatterns = (questions: readonly PatternQuestion[]) => Promise<(boolean | null)[]>;

/** A `withPatternAnswers` that is bound to a sandbox. */
export type WithPatterns = <Result>(work: () => Result | Promise<Result>) => Promise<Result>;

interface Answers {
  known: Map<string, boolean | null>;
  open: Map<string, PatternQuestion>;
  /** Answers immediately. Only the sandbox itself has this function. */
  answer?(source: string, text: string): boolean;
}

const current = new AsyncLocalStorage<Answers>();

/** The maximum number of rounds, which exceeds any useful chain of conditions on such patterns. */
const maxRounds = 20;

/**
 * Runs work that uses patterns which only the sandbox may match. Validation is synchronous and the sandbox is
 * not, so the questions of `work` are collected and answered by `match`, and `work` runs again until all of
 * its questions are answered. Therefore `work` must not have effects while `hasOpenQuestions()`.
 */
export async function withPatternAnswers<Result>(
  match: MatchPatterns,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  // A nested call is part of the outer work.
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

/** Runs work in the sandbox itself, which answers each question immediately. */
export function answerPatternsBy<Result>(
  answer: (source: string, text: string) => boolean,
  work: () => Result,
): Result {
  return current.run({ known: new Map(), open: new Map(), answer }, work);
}

/**
 * Returns whether the running work has asked a question without an answer, so that its result is discarded.
 */
export function hasOpenQuestions(): boolean {
  return (current.getStore()?.open.size ?? 0) > 0;
}

/** Returns whether a pattern could not be matched in time, so that the result is uncertain. */
export function hasUnknownAnswers(): boolean {
  return [...(current.getStore()?.known.values() ?? [])].includes(null);
}

/**
 * Returns the sandbox's answer to whether a text matches; null if there is no answer yet or matching took too
 * long.
 */
export function askSandbox(source: string, text: string): boolean | null {
  const answers = current.getStore();
  if (!answers) return null;
  if (answers.answer) return answers.answer(source, text);
  const key = JSON.stringify([source, text]);
  const known = answers.known.get(key);
  if (known === undefined) answers.open.set(key, [source, text]);
  return known ?? null;
}
