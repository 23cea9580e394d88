import { setImmediate as next, setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { watchLoad } from './watch-load.ts';

/** Keeps the event loop busy, with a chance for timers in between. */
async function block(milliseconds: number, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
    await wait(0);
    await next();
  }
}

test('the program is overloaded while work waits, and not after a single pause', async () => {
  const isOverloaded = watchLoad();
  expect(isOverloaded()).toBe(false);
  await block(300, 1);
  await expect.poll(isOverloaded).toBe(false);
  await block(300, 6);
  expect(isOverloaded()).toBe(true);
  await expect.poll(isOverloaded).toBe(false);
});
