import { channel } from 'node:diagnostics_channel';
import { setImmediate as next, setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { watchLoad } from './watch-load.ts';

/** Keeps the event loop busy for 300 ms each time, as that many requests do; with a chance for timers in between. */
async function block(times: number, requests: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    // Node publishes this for each request of a server.
    for (let request = 0; request < requests; request += 1) channel('http.server.request.start').publish({});
    const end = performance.now() + 300;
    while (performance.now() < end);
    await wait(0);
    await next();
  }
}

test('the program is overloaded while many requests wait, and not after a single pause', async () => {
  const isOverloaded = watchLoad();
  expect(isOverloaded()).toBe(false);
  await block(1, 100);
  await expect.poll(isOverloaded).toBe(false);
  await block(6, 100);
  expect(isOverloaded()).toBe(true);
  await expect.poll(isOverloaded).toBe(false);
});

test('the program is not overloaded by what other programs do', async () => {
  const isOverloaded = watchLoad();
  await block(6, 5);
  expect(isOverloaded()).toBe(false);
});
