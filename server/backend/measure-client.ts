import { hasObserver, measure, type Observers } from '../telemetry/measure.ts';
import type { BackendClient } from './client.ts';
import { BackendError } from './errors.ts';

/** Measures how long the backend takes, and what it answers. */
export function measureBackend(client: BackendClient, observers: Observers): BackendClient {
  const { metrics } = observers;
  if (!hasObserver(observers)) return client;
  metrics?.readBreaker(client.isBroken);
  const call = <Result>(name: string, work: () => Promise<Result>) =>
    measure(observers, `backend ${name}`, 'client', work, (error, ms) =>
      metrics?.countBackendCall(name, toResult(error), ms),
    );
  return {
    ...client,
    get: (...values) => call('get', () => client.get(...values)),
    post: (...values) => call('post', () => client.post(...values)),
    logout: (cookies) => call('logout', () => client.logout(cookies)),
  };
}

function toResult(error: unknown): string {
  if (error === undefined) return 'answered';
  return error instanceof BackendError ? error.problem : 'error';
}
