import { monitorEventLoopDelay } from 'node:perf_hooks';
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

test('no generated request breaks the program or its data', { timeout }, async () => {
  const runs = isLong ? 50_000 : 2350;
  const target = await startFuzzTarget();
  const statuses: Record<number, number> = {};
  const stalls: { milliseconds: number; request: GeneratedRequest }[] = [];
  const memory: number[] = [];
  let count = 0;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await fc.assert(
    fc.asyncProperty(arbitraryRequest(target.routes), async (request) => {
      if (isLong) {
        delay.reset();
        delay.enable();
      }
      const response = await target.send(request);
      delay.disable();
      const milliseconds = delay.max / 1e6;
      if (milliseconds > 100) stalls.push({ milliseconds, request });
      statuses[response.status] = (statuses[response.status] ?? 0) + 1;
      await checkAnswer(response);
      if (request.body !== null) expect(await target.findInvalidData()).toEqual([]);
      count += 1;
      if (count % 500 === 0) target.clear();
      if (isLong && count % (runs / 20) === 0) memory.push(readHeap());
    }),
    { seed, numRuns: runs, verbose: false, interruptAfterTimeLimit: timeout },
  );
  const answers = JSON.stringify(statuses);
  report(`${count} generated requests on ${database}: answers ${answers} (SEED=${seed})`);
  if (!isLong) return;
  report(
    `heap in MB, twenty times during the run: ${memory.map((bytes) => (bytes / 1e6).toFixed(0)).join(' ')}`,
  );
  const longest = await findLongestStall(target, stalls);
  report(`longest stall of the event loop: ${longest.toFixed(0)} ms`);
  expect(longest).toBeLessThanOrEqual(250);
});

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
async function checkAnswer(response: Response): Promise<void> {
  const text = await response.text();
  // The sandbox and the backend may be busy; they say when to try again.
  const isBusy = [502, 503, 504].includes(response.status) && response.headers.has('retry-after');
  if (!isBusy) expect(response.status, text.slice(0, 500)).toBeLessThan(500);
  expect(text).not.toMatch(/\n\s+at .+\.[jt]s:\d+/);
}

/**
 * The longest stall in milliseconds that requests cause again and again: the shortest of five, because the machine and the
 * garbage collector stall too.
 */
async function findLongestStall(
  target: FuzzTarget,
  stalls: readonly { milliseconds: number; request: GeneratedRequest }[],
): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let longest = 0;
  const worst = stalls.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 50);
  for (const { request } of worst) {
    const times: number[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      delay.reset();
      delay.enable();
      await target.send(request);
      delay.disable();
      times.push(delay.max / 1e6);
    }
    const shortest = Math.min(...times);
    if (shortest > 100) report(`${shortest.toFixed(0)} ms: ${JSON.stringify(request).slice(0, 600)}`);
    longest = Math.max(longest, shortest);
  }
  return longest;
}

/** Bytes on the heap after a collection. */
function readHeap(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
