import { setTimeout as wait } from 'node:timers/promises';
import type { Hono } from 'hono';
import type { AppEnv, Dependencies } from '../app-env.ts';
import type { Store } from '../store/store.ts';
import { apiError } from './customer-api.ts';
import { addPath } from './methods.ts';

/** Milliseconds. */
const testAtMostEvery = 1000;
const answerWithin = 1000;

/** For whoever runs the program: is it alive, and can it work? */
export function addHealth(app: Hono<AppEnv>, { store }: Dependencies): void {
  const refuseMethod = (c: Parameters<typeof apiError>[0]) => apiError(c, 405, 'Method not allowed');
  const isReady = createReadinessTest(store);
  addPath(app, '/healthz', { get: (c) => c.json({ status: 'ok' }) }, refuseMethod);
  addPath(
    app,
    '/readyz',
    {
      get: async (c) =>
        (await isReady()) ? c.json({ status: 'ok' }) : apiError(c, 503, 'The database cannot be written'),
    },
    refuseMethod,
  );
}

/**
 * Tells whether the database can be written. Everybody may ask, so all who ask within a second share
 * one write: otherwise polling could keep the disk busy.
 */
function createReadinessTest(store: Store): () => Promise<boolean> {
  let current: Promise<boolean> | null = null;
  const test = async () => {
    const isWritable = await store.testWrite().then(
      () => true,
      () => false,
    );
    setTimeout(() => {
      current = null;
    }, testAtMostEvery).unref();
    return isWritable;
  };
  return () => {
    current ??= test();
    return Promise.race([current, wait(answerWithin, false, { ref: false })]);
  };
}
