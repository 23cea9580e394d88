import type { Kysely } from 'kysely';
import { RateLimiterPostgres, RateLimiterRes, RateLimiterSQLite } from 'rate-limiter-flexible';
import type { Limit } from '../domain/quota.ts';
import type { Hashes } from '../domain/secrets.ts';
import type { Database, Tables } from './database.ts';
import type { Limiter } from './store.ts';

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

  /** The count of the keys of former secrets, and in how many seconds the last of their periods ends. */
  const getFormer = async ([, ...keys]: Hashes) => {
    const found = await Promise.all(keys.map((key) => run(() => limiter.get(key))));
    return {
      count: found.reduce((sum, result) => sum + (result?.consumedPoints ?? 0), 0),
      endsIn: toSeconds(Math.max(0, ...found.map((result) => result?.msBeforeNext ?? 0))),
    };
  };

  const consume = (key: string) =>
    run(() => limiter.consume(key)).catch((refusal: unknown) => {
      if (refusal instanceof RateLimiterRes) return refusal;
      throw refusal;
    });

  return {
    async take(keys) {
      // Read first: a busy database has the whole method called again, which must not count twice.
      const former = await getFormer(keys);
      const { consumedPoints, msBeforeNext } = await consume(keys[0]);
      const count = consumedPoints + former.count;
      const isExceeded = count > points;
      const own = toSeconds(msBeforeNext);
      return {
        name,
        points,
        duration,
        isExceeded,
        remaining: Math.max(0, points - count),
        endsIn: isExceeded && consumedPoints <= points ? former.endsIn : own,
      };
    },
    async add(keys) {
      const former = await getFormer(keys);
      return (await run(() => limiter.penalty(keys[0]))).consumedPoints + former.count;
    },
    async get(keys) {
      const former = await getFormer(keys);
      const found = await run(() => limiter.get(keys[0]));
      return {
        count: (found?.consumedPoints ?? 0) + former.count,
        endsIn: Math.max(found ? toSeconds(found.msBeforeNext) : 0, former.count > 0 ? former.endsIn : 0),
      };
    },
    async giveBack(keys) {
      await run(() => limiter.reward(keys[0]));
    },
    async forget(keys) {
      for (const key of keys) await run(() => limiter.delete(key));
    },
  };
}

/** Removes the counts whose period is over. */
export async function removeExpiredLimits(db: Kysely<Tables>, now: number): Promise<void> {
  await db.deleteFrom('limits').where('expire', '<=', now).execute();
}
