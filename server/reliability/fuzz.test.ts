import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPostgres } from '../testing/create-database.ts';
import { arbitraryRequest, type GeneratedRequest } from './arbitrary-request.ts';
import { type FuzzTarget, startFuzzTarget } from './fuzz-target.ts';
import { isLong, report, seed, timeout } from './long-form.ts';
import { startSocketTarget } from './socket-target.ts';

const database = isPostgres() ? 'PostgreSQL' : 'SQLite';

/** Requests that are sent at once, at most. */
const mostAtOnce = 20;

test('no generated request breaks the program or its data', { timeout }, async () => {
  // PostgreSQL takes longer for the same number.
  const requests = isLong ? 50_000 : isPostgres() ? 1500 : 3500;
  const runs = requests / (mostAtOnce / 2);
  const target = await startFuzzTarget();
  const statuses: Record<number, number> = {};
  const stalls: Stall[] = [];
  const memory: number[] = [];
  let count = 0;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const several = fc.array(arbitraryRequest(target.routes), {
    minLength: 1,
    maxLength: mostAtOnce,
    size: 'max',
  });
  await fc.assert(
    fc.asyncProperty(several, async (sent) => {
      if (isLong) {
        delay.reset();
        delay.enable();
      }
      const responses = await Promise.all(sent.map(target.send));
      // The timer of the measurement must fire once more.
      if (isLong) await wait(3);
      delay.disable();
      stalls.push({ milliseconds: delay.max / 1e6, requests: sent });
      if (stalls.length > 200) stalls.splice(0, stalls.length, ...findWorst(stalls));
      for (const [index, response] of responses.entries()) {
        statuses[response.status] = (statuses[response.status] ?? 0) + 1;
        await checkAnswer(response, sent[index]?.path ?? '');
      }
      expect(await target.findInvalidData()).toEqual([]);
      const before = count;
      count += sent.length;
      if (isCrossing(before, count, 500)) target.clear();
      if (isLong && isCrossing(before, count, requests / 20)) {
        memory.push(readHeap() / 1e6);
        report(`${count} requests, ${memory.at(-1)?.toFixed(0)} MB on the heap`);
      }
    }),
    { seed, numRuns: runs },
  );
  const answers = JSON.stringify(statuses);
  report(`${count} generated requests on ${database}: answers ${answers} (SEED=${seed})`);
  if (!isLong) return;
  report(
    `heap in MB, twenty times during the run: ${memory.map((megabytes) => megabytes.toFixed(0)).join(' ')}`,
  );
  const longest = await findLongestStall(target, findWorst(stalls));
  report(`longest stall of the event loop: ${longest.toFixed(0)} ms`);
  expect(longest).toBeLessThanOrEqual(250);
});

/** How long the event loop stood still while these requests were answered. */
interface Stall {
  milliseconds: number;
  requests: readonly GeneratedRequest[];
}

/** Returns the longest ten. */
function findWorst(stalls: readonly Stall[]): Stall[] {
  return stalls.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 10);
}

/** Returns whether a count has passed a multiple of a number. */
function isCrossing(before: number, after: number, step: number): boolean {
  return Math.floor(before / step) < Math.floor(after / step);
}

test.runIf(!isPostgres())('nothing that only a socket can send breaks the server', { timeout }, async () => {
  const runs = isLong ? 5000 : 300;
  const { app } = await startFuzzTarget();
  const target = await startSocketTarget(app);
  const statuses: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(target.arbitraryBytes, async (bytes) => {
      const answers = await target.send(bytes);
      for (const status of answers) {
        statuses[status] = (statuses[status] ?? 0) + 1;
        expect(status, bytes).toBeLessThan(500);
      }
    }),
    { seed, numRuns: runs },
  );
  expect(await target.isAlive()).toBe(true);
  report(`${runs} generated connections: answers ${JSON.stringify(statuses)} (SEED=${seed})`);
});

/** Checks what is true of every answer. */
async function checkAnswer(response: Response, path: string): Promise<void> {
  const text = await response.text();
  // The sandbox and the backend may be busy; they say when to try again. A busy machine may not be ready.
  const mayBeBusy = response.headers.has('retry-after') || path.startsWith('/readyz');
  const isBusy = [502, 503, 504].includes(response.status) && mayBeBusy;
  if (!isBusy) expect(response.status, text.slice(0, 500)).toBeLessThan(500);
  expect(text).not.toMatch(/\n\s+at .+\.[jt]s:\d+/);
}

/**
 * Returns the longest stall in milliseconds that requests cause again and again: the shortest of five, because the
 * machine and the garbage collector stall too.
 */
async function findLongestStall(target: FuzzTarget, stalls: readonly Stall[]): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let longest = 0;
  for (const request of stalls.flatMap(({ requests }) => requests)) {
    const times: number[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      delay.reset();
      delay.enable();
      await target.send(request);
      await wait(3);
      delay.disable();
      times.push(delay.max / 1e6);
    }
    const shortest = Math.min(...times);
    if (shortest > 100) report(`${shortest.toFixed(0)} ms: ${JSON.stringify(request).slice(0, 600)}`);
    longest = Math.max(longest, shortest);
  }
  return longest;
}

/** Returns the bytes on the heap after a collection. */
function readHeap(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
