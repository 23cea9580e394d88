import { setTimeout as wait } from 'node:timers/promises';
import type { Hono } from 'hono';
import type { AppContext, AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';
import { addPath } from '../http/add-path.ts';
import { apiError } from '../http/errors.ts';

/** Milliseconds. */
const testInterval = 1000;
const testTimeout = 1000;

/** Adds the endpoints for monitoring: whether the process lives, and whether it can work. */
export function addHealth(app: Hono<AppEnv>, { testDatabase }: Pick<Dependencies, 'testDatabase'>): void {
  const refuseMethod = (c: AppContext) => apiError(c, 405, 'Method not allowed');
  const isReady = createReadinessTest(testDatabase);
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
 * Tells whether the database can be written. Against denial of service: everybody may ask, so all
 * requests within a second share one write.
 */
function createReadinessTest(testDatabase: Dependencies['testDatabase']): () => Promise<boolean> {
  let current: Promise<boolean> | null = null;
  const test = async () => {
    const isWritable = await testDatabase().then(
      () => true,
      () => false,
    );
    setTimeout(() => {
      current = null;
    }, testInterval).unref();
    return isWritable;
  };
  return () => {
    current ??= test();
    return Promise.race([current, wait(testTimeout, false, { ref: false })]);
  };
}
