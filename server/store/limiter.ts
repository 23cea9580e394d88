import type { Kysely } from 'kysely';
import { RateLimiterPostgres, RateLimiterRes, RateLimiterSQLite } from 'rate-limiter-flexible';
import type { Database, Tables } from './database.ts';
import type { Limit, Limiter } from './store.ts';

/** Creates a rate limiter whose counts are shared by all servers on the same database. */
export function createLimiter({ db, ...database }: Database, { name, points, duration }: Limit): Limiter {
  const options = {
    keyPrefix: name,
    points,
    duration,
    tableName: 'limits',
    tableCreated: true,
    // The library's cleanup timer throws errors that can't be caught, which would end the process.
    clearExpiredByTimeout: false,
  };
  const limiter =
    database.kind === 'sqlite'
      ? new RateLimiterSQLite({ ...options, storeClient: database.client, storeType: 'better-sqlite3' })
      : new RateLimiterPostgres({ ...options, storeClient: database.client, storeType: 'pool' });
  // SQLite has one connection: a count inside another request's transaction would be rolled back with it.
  const run = <Result>(use: () => Promise<Result>) =>
    database.kind === 'sqlite' ? db.connection().execute(use) : use();
  const toSeconds = (milliseconds: number) => Math.max(1, Math.ceil(milliseconds / 1000));

  return {
    async take(key) {
      try {
        await run(() => limiter.consume(key));
        return null;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return toSeconds(refusal.msBeforeNext);
        throw refusal;
      }
    },
    async add(key) {
      return (await run(() => limiter.penalty(key))).consumedPoints;
    },
    async get(key) {
      const found = await run(() => limiter.get(key));
      return found
        ? { count: found.consumedPoints, endsIn: toSeconds(found.msBeforeNext) }
        : { count: 0, endsIn: 0 };
    },
    async giveBack(key) {
      await run(() => limiter.reward(key));
    },
    async forget(key) {
      await run(() => limiter.delete(key));
    },
  };
}

/** Removes the counts whose period is over. */
export async function removeExpiredLimits(db: Kysely<Tables>, now: number): Promise<void> {
  await db.deleteFrom('limits').where('expire', '<=', now).execute();
}
