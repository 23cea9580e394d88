import { setTimeout as wait } from 'node:timers/promises';
import type { Hono } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import { addPath } from '../http/add-path.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { apiError } from '../http/errors.ts';

/** Milliseconds. */
const testInterval = 1000;
const testTimeout = 1000;

/** Adds the endpoints for monitoring: whether the process lives, and whether it can work. */
export function addHealth(
  app: Hono<AppEnv>,
  { testDatabase, isBackendUp, leaving }: Pick<Dependencies, 'testDatabase' | 'isBackendUp' | 'leaving'>,
): void {
  const refuseMethod = (c: AppContext) => apiError(c, 405, 'Method not allowed');
  const isReady = createSharedTest(testDatabase);
  const isUp =
    isBackendUp &&
    createSharedTest(async () => {
      if (!(await isBackendUp())) throw new Error('The backend is down');
    });
  addPath(app, '/healthz', { get: (c) => c.json({ status: 'ok' }) }, refuseMethod);
  addPath(
    app,
    '/readyz',
    {
      get: async (c) => {
        // A load balancer sends no more requests then, so none is cut off when the program stops.
        if (leaving.aborted) return apiError(c, 503, 'The program is stopping');
        if (!(await isReady())) return apiError(c, 503, 'The database cannot be written');
        // Restarting this program would not repair the backend, so it stays ready.
        return c.json({ status: 'ok', ...(isUp && { backend: (await isUp()) ? 'up' : 'down' }) });
      },
    },
    refuseMethod,
  );
}

/**
 * Tells whether the database can be written, or the backend answers. Against denial of service: everybody
 * may ask, so all requests within a second share one test.
 */
function createSharedTest(testOnce: () => Promise<void>): () => Promise<boolean> {
  let current: Promise<boolean> | null = null;
  const test = async () => {
    const isWorking = await testOnce().then(
      () => true,
      () => false,
    );
    setTimeout(() => {
      current = null;
    }, testInterval).unref();
    return isWorking;
  };
  return () => {
    current ??= test();
    return Promise.race([current, wait(testTimeout, false, { ref: false })]);
  };
}
