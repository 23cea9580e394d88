import { randomInt } from 'node:crypto';
import fc from 'fast-check';

// biome-ignore lint/style/noProcessEnv: settings of the tests, which the program does not have
const { LONG_FORM, SEED } = process.env;

/** Whether `npm run test:crash` and its like run, and not `npm test`. */
export const isLong = LONG_FORM === '1';

/** Milliseconds that a test may take, on a very busy machine too. */
export const timeout = isLong ? 3 * 3_600_000 : 600_000;

/** Where all random choices of a run come from: `SEED=…` repeats them. */
export const seed = SEED ? Number(SEED) : randomInt(2 ** 31);

/** Returns random integers from 0 up to `most`, always the same ones for a seed. */
export function chooseIntegers(count: number, most: number): number[] {
  // Fast-check would prefer small numbers.
  return fc.sample(fc.noBias(fc.integer({ min: 0, max: most })), { seed, numRuns: count });
}

/** Prints a figure of a run. */
export function report(line: string): void {
  process.stdout.write(`${line}\n`);
}
