import type { Hono } from 'hono';
import type { AppEnv, Dependencies } from '../app-env.ts';
import { apiError } from './customer-api.ts';
import { addPath } from './methods.ts';

/** For whoever runs the program: is it alive, and can it work? */
export function addHealth(app: Hono<AppEnv>, { store }: Dependencies): void {
  const refuseMethod = (c: Parameters<typeof apiError>[0]) => apiError(c, 405, 'Method not allowed');
  addPath(app, '/healthz', { get: (c) => c.json({ status: 'ok' }) }, refuseMethod);
  addPath(
    app,
    '/readyz',
    {
      get: async (c) => {
        try {
          await store.ping();
          return c.json({ status: 'ok' });
        } catch {
          return apiError(c, 503, 'The database does not answer');
        }
      },
    },
    refuseMethod,
  );
}
