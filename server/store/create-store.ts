import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { RateLimiterPostgres, RateLimiterRes, RateLimiterSQLite } from 'rate-limiter-flexible';
import { type Customer, type CustomerChanges, createCustomer, parseAttributes } from '../domain/customer.ts';
import { type Database, openDatabase, type Tables } from './database.ts';
import { retryAllWhileBusy, retryWhileBusy } from './retry-while-busy.ts';
import {
  type CodeStore,
  type CustomerStore,
  type FileStore,
  type Limit,
  type Limiter,
  MobileTakenError,
  OpenError,
  type SessionStore,
  type Store,
} from './store.ts';

/**
 * Opens the database of this URL, brings its tables up to date and gives the store on it.
 * Throws OpenError when that can't be done. `onError` hears of connections that break later.
 */
export async function createStore(databaseUrl: string, onError: (error: Error) => void): Promise<Store> {
  const database = await openDatabase(databaseUrl, onError).catch((error: unknown) => {
    throw new OpenError(error);
  });
  const { db } = database;
  return {
    customers: retryAllWhileBusy(createCustomerStore(db)),
    sessions: retryAllWhileBusy(createSessionStore(db)),
    codes: retryAllWhileBusy(createCodeStore(db)),
    files: retryAllWhileBusy(createFileStore(db)),
    createLimiter: (limit) => retryAllWhileBusy(createLimiter(database, limit)),
    removeExpiredLimits: (now) => retryWhileBusy(() => removeExpiredLimits(db, now)),
    testWrite: () => retryWhileBusy(() => testWrite(db)),
    close: () => db.destroy(),
  };
}

/** Commits a row that has expired already: a full disk shows when something is committed, not before. */
async function testWrite(db: Kysely<Tables>): Promise<void> {
  const row = { key: 'write-test', points: 0, expire: Date.now() };
  await db
    .insertInto('limits')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}

type CustomerRow = Tables['customers'];

function toCustomer(row: CustomerRow): Customer {
  return { ...row, attributes: parseAttributes(row.attributes) };
}

function toRow({ attributes, ...values }: Customer): CustomerRow {
  return { ...values, attributes: JSON.stringify(attributes) };
}

function createCustomerStore(db: Kysely<Tables>): CustomerStore {
  const select = (by: 'customer_id' | 'mobile', value: string) =>
    db.selectFrom('customers').selectAll().where(by, '=', value).executeTakeFirst();

  return {
    async get(customerId) {
      const row = await select('customer_id', customerId);
      return row ? toCustomer(row) : null;
    },
    async findByMobile(mobile) {
      const row = await select('mobile', mobile);
      return row ? toCustomer(row) : null;
    },
    async isEmpty(exceptId = '') {
      const row = await db
        .selectFrom('customers')
        .select('customer_id')
        .where('customer_id', '!=', exceptId)
        .limit(1)
        .executeTakeFirst();
      return row === undefined;
    },
    update: (customerId, decide) =>
      db.transaction().execute(async (transaction) => {
        const [row] = await lock(transaction, customerId, null);
        if (!row) return null;
        const current = toCustomer(row);
        const changes = decide(current);
        return changes ? write(transaction, current, changes) : current;
      }),
    put: (customers) =>
      db.transaction().execute(async (transaction) => {
        let added = 0;
        for (const { customer_id, mobile, changes } of customers) {
          const [row, other] = await lock(transaction, customer_id, mobile);
          if (other || (row && customer_id !== null && row.customer_id !== customer_id)) {
            throw new MobileTakenError(mobile);
          }
          if (row) {
            await write(transaction, toCustomer({ ...row, mobile }), changes);
          } else {
            added += 1;
            const id = customer_id ?? randomUUID();
            const customer = createCustomer({ customer_id: id, mobile, ...changes });
            await transaction.insertInto('customers').values(toRow(customer)).execute();
          }
        }
        return { added, updated: customers.length - added };
      }),
  };
}

/**
 * The customers with this id or this number, locked. It is a write that changes nothing: it takes
 * the rows' locks in PostgreSQL and the write lock in SQLite, so that what is read here can't
 * change before it is written.
 */
function lock(db: Kysely<Tables>, customerId: string | null, mobile: string | null) {
  return db
    .updateTable('customers')
    .set((row) => ({ version: row.ref('version') }))
    .where((row) => row.or([row('customer_id', '=', customerId ?? ''), row('mobile', '=', mobile ?? '')]))
    .returningAll()
    .execute();
}

async function write(db: Kysely<Tables>, current: Customer, changes: CustomerChanges) {
  const next = { ...current, ...changes, version: current.version + 1 };
  await db.updateTable('customers').set(toRow(next)).where('customer_id', '=', current.customer_id).execute();
  return next;
}

function createSessionStore(db: Kysely<Tables>): SessionStore {
  // On the path of every request: compiled once, since Kysely would build its text anew each time.
  const findQuery = db
    .selectFrom('sessions')
    .innerJoin('customers', 'customers.customer_id', 'sessions.customer_id')
    .selectAll('customers')
    .select(['sessions.token_hash', 'sessions.created_at', 'sessions.expires_at'])
    .where('sessions.token_hash', '=', '')
    .where('sessions.expires_at', '>', 0)
    .compile();

  return {
    async add(customerId, { tokenHash, createdAt, expiresAt }) {
      await db
        .insertInto('sessions')
        .values({
          token_hash: tokenHash,
          customer_id: customerId,
          created_at: createdAt,
          expires_at: expiresAt,
        })
        .execute();
    },
    async find(tokenHash, now) {
      const { rows } = await db.executeQuery({
        ...findQuery,
        parameters: [tokenHash, now],
      } as typeof findQuery);
      const row = rows[0];
      if (!row) return null;
      const { token_hash, created_at, expires_at, ...customer } = row;
      return {
        session: { tokenHash: token_hash, createdAt: created_at, expiresAt: expires_at },
        customer: toCustomer(customer),
      };
    },
    async extend(tokenHash, expiresAt) {
      await db
        .updateTable('sessions')
        .set({ expires_at: expiresAt })
        .where('token_hash', '=', tokenHash)
        .execute();
    },
    async remove(tokenHash) {
      await db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute();
    },
    async removeExpired(now) {
      await db.deleteFrom('sessions').where('expires_at', '<=', now).execute();
    },
  };
}

function createCodeStore(db: Kysely<Tables>): CodeStore {
  return {
    async put(mobileHash, codeHash, expiresAt) {
      const code = { code_hash: codeHash, tries: 0, expires_at: expiresAt };
      await db
        .insertInto('codes')
        .values({ mobile_hash: mobileHash, ...code })
        .onConflict((conflict) => conflict.column('mobile_hash').doUpdateSet(code))
        .execute();
    },
    async takeTry(mobileHash, mostTries, now) {
      const row = await db
        .updateTable('codes')
        .set((code) => ({ tries: code('tries', '+', 1) }))
        .where('mobile_hash', '=', mobileHash)
        .where('tries', '<', mostTries)
        .where('expires_at', '>', now)
        .returning('code_hash')
        .executeTakeFirst();
      return row?.code_hash ?? null;
    },
    async use(mobileHash, codeHash) {
      const row = await db
        .deleteFrom('codes')
        .where('mobile_hash', '=', mobileHash)
        .where('code_hash', '=', codeHash)
        .returning('mobile_hash')
        .executeTakeFirst();
      return row !== undefined;
    },
    async removeExpired(now) {
      await db.deleteFrom('codes').where('expires_at', '<=', now).execute();
    },
  };
}

/** Where a profile may name a file: everything in it that a form fills in. */
const filledIn = [
  'attributes',
  'first_name',
  'last_name',
  'email',
  'nationality',
  'dob',
  'passport_number',
  'nation_id_number',
  'language',
  'address',
] as const;

function createFileStore(db: Kysely<Tables>): FileStore {
  const profile = sql.join(
    filledIn.map((key) => sql.ref(`customers.${key}`)),
    sql` || `,
  );

  return {
    add: (customerId, { fileId, content, createdAt, ...info }, most) =>
      db.transaction().execute(async (transaction) => {
        // One at a time, so that many at once don't get past the limit together.
        await lock(transaction, customerId, null);
        const { files, bytes } = await transaction
          .selectFrom('files')
          .select(({ fn }) => [
            fn.countAll<number>().as('files'),
            fn.coalesce(fn.sum<number>('size'), sql<number>`0`).as('bytes'),
          ])
          .where('customer_id', '=', customerId)
          .executeTakeFirstOrThrow();
        if (files >= most.files || bytes + info.size > most.bytes) return false;
        await transaction
          .insertInto('files')
          .values({ file_id: fileId, customer_id: customerId, ...info, content, created_at: createdAt })
          .execute();
        return true;
      }),
    async get(customerId, fileId) {
      const row = await db
        .selectFrom('files')
        .select(['file_id as fileId', 'name', 'type', 'size', 'content'])
        .where('file_id', '=', fileId)
        .where('customer_id', '=', customerId)
        .executeTakeFirst();
      return row ?? null;
    },
    list: (customerId) =>
      db
        .selectFrom('files')
        .select(['file_id as fileId', 'name', 'type', 'size'])
        .where('customer_id', '=', customerId)
        .execute(),
    async removeUnused(before, customerId) {
      await db
        .deleteFrom('files')
        .where('created_at', '<', before)
        .$if(customerId !== undefined, (query) => query.where('customer_id', '=', customerId ?? ''))
        .where(({ exists, not, selectFrom }) =>
          not(
            exists(
              selectFrom('customers')
                .select('customers.customer_id')
                .whereRef('customers.customer_id', '=', 'files.customer_id')
                // Ids are too long for another text to hold one by chance, `_` for any letter or not.
                .where(sql<boolean>`${profile} like '%' || files.file_id || '%'`),
            ),
          ),
        )
        .execute();
    },
  };
}

function createLimiter({ db, ...database }: Database, { name, points, duration }: Limit): Limiter {
  const options = {
    keyPrefix: name,
    points,
    duration,
    tableName: 'limits',
    tableCreated: true,
    // It would clean up in a timer whose errors nobody can catch, which ends the process.
    clearExpiredByTimeout: false,
  };
  const limiter =
    database.kind === 'sqlite'
      ? new RateLimiterSQLite({ ...options, storeClient: database.client, storeType: 'better-sqlite3' })
      : new RateLimiterPostgres({ ...options, storeClient: database.client, storeType: 'pool' });
  // SQLite has one connection: a count in the middle of somebody's transaction would be rolled back with it.
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
    async giveBack(key) {
      await run(() => limiter.reward(key));
    },
    async forget(key) {
      await run(() => limiter.delete(key));
    },
  };
}

async function removeExpiredLimits(db: Kysely<Tables>, now: number): Promise<void> {
  await db.deleteFrom('limits').where('expire', '<=', now).execute();
}
