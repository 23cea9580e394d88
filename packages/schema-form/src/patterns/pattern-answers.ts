import { AsyncLocalStorage } from 'node:async_hooks';

/** Whether a text matches a pattern that may take exponential time: for the sandbox to answer. */
export type PatternQuestion = readonly [source: string, text: string];

/** Answers questions in their order; null where that takes too long. */
export type MatchPatterns = (questions: readonly PatternQuestion[]) => Promise<(boolean | null)[]>;

/** `withPatternAnswers` with somebody who answers. */
export type WithPatterns = <Result>(work: () => Result | Promise<Result>) => Promise<Result>;

interface Answers {
  known: Map<string, boolean | null>;
  open: Map<string, PatternQuestion>;
  /** Where the answer is known at once: in the sandbox itself. */
  answer?(source: string, text: string): boolean;
}

const current = new AsyncLocalStorage<Answers>();

/** More rounds than any chain of conditions on such patterns has. */
const maxRounds = 20;

/**
 * Runs work that meets patterns which only the sandbox may run. Rules are synchronous and the
 * sandbox is not: what `work` asks is collected, answered by `match`, and the work runs again until
 * everything it asks has been answered. So `work` must not have effects while `hasOpenQuestions`.
 */
export async function withPatternAnswers<Result>(
  match: MatchPatterns,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  // Part of work that is run this way as a whole.
  if (current.getStore()) return work();
  const answers: Answers = { known: new Map(), open: new Map() };
  for (let round = 1; ; round += 1) {
    const result = await current.run(answers, work);
    if (answers.open.size === 0) return result;
    if (round === maxRounds) throw new Error('The patterns of a form ask without end');
    const questions = [...answers.open];
    const matches = await match(questions.map(([, question]) => question));
    for (const [index, [key]] of questions.entries()) answers.known.set(key, matches[index] ?? null);
    answers.open.clear();
  }
}

/** Runs work in the sandbox itself, which answers each question at once. */
export function answerPatternsBy<Result>(
  answer: (source: string, text: string) => boolean,
  work: () => Result,
): Result {
  return current.run({ known: new Map(), open: new Map(), answer }, work);
}

/** Whether the work that runs has asked something that is not answered yet: its result does not count. */
export function hasOpenQuestions(): boolean {
  return (current.getStore()?.open.size ?? 0) > 0;
}

/** Whether some pattern could not be matched in time: what depends on it is not known. */
export function hasUnknownAnswers(): boolean {
  return [...(current.getStore()?.known.values() ?? [])].includes(null);
}

/** Whether a text matches, as the sandbox says; null while it has not, or could not, say so. */
export function askSandbox(source: string, text: string): boolean | null {
  const answers = current.getStore();
  if (!answers) return null;
  if (answers.answer) return answers.answer(source, text);
  const key = JSON.stringify([source, text]);
  const known = answers.known.get(key);
  if (known === undefined) answers.open.set(key, [source, text]);
  return known ?? null;
}
