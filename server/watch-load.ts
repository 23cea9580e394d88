import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds. */
const resolution = 10;
const period = 500;
const mostDelay = 200;

/**
 * Watches how long the event loop makes work wait. Returns a function that tells whether it was more than 200 ms on
 * average lately: then requests arrive faster than they are answered, and each one waits longer than the one before.
 */
export function watchLoad(): () => boolean {
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  let isOverloaded = false;
  setInterval(() => {
    // Nanoseconds, with the interval of the measurement itself.
    isOverloaded = delays.mean / 1e6 - resolution > mostDelay;
    delays.reset();
  }, period).unref();
  return () => isOverloaded;
}
