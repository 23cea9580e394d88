import { subscribe } from 'node:diagnostics_channel';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds. */
const resolution = 10;
const period = 500;
const mostDelay = 200;

/** In a period with fewer requests, it is another program that makes work wait: to refuse some would not help. */
const leastRequests = 50;

/**
 * Watches how long the event loop makes work wait. Returns a function that tells whether it was more than 200 ms on
 * average lately, with many requests: then they arrive faster than they are answered, and each one waits longer than the
 * one before.
 */
export function watchLoad(): () => boolean {
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  let requests = 0;
  subscribe('http.server.request.start', () => {
    requests += 1;
  });
  let isOverloaded = false;
  setInterval(() => {
    // Nanoseconds, with the interval of the measurement itself.
    isOverloaded = delays.mean / 1e6 - resolution > mostDelay && requests >= leastRequests;
    delays.reset();
    requests = 0;
  }, period).unref();
  return () => isOverloaded;
}
