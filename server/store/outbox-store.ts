import type { ExpressionBuilder } from 'kysely';
import type { Database, Tables } from './database.ts';
import type { Endpoint } from './outbox-messages.ts';

/** A message that this server alone may deliver until the lease is over. */
export interface LeasedMessage {
  messageId: number;
  webhookId: string;
  endpoint: Endpoint;
  /** JSON text. */
  body: string;
  /** How often it was tried, this time included. */
  tries: number;
  /** Milliseconds since 1970. */
  leasedUntil: number;
  /** The request that it comes from; null without one. */
  requestId: string | null;
}

/** A message that was given up, without its content. */
export interface DeadLetter {
  messageId: number;
  endpoint: Endpoint;
  customerId: string | null;
  createdAt: number;
  tries: number;
  lastAnswer: string | null;
  requestId: string | null;
}

export interface OutboxState {
  waiting: number;
  dead: number;
  /** When the oldest waiting message was added; null without one. */
  oldestAt: number | null;
}

/** Messages of webhooks: each is stored until it is delivered. Times are milliseconds since 1970. */
export interface OutboxStore {
  /**
   * Leases up to `most` messages to these endpoints that are due. Of each customer only the first waiting
   * message is among them. A message whose lease ends is due again: its server has crashed.
   */
  lease(
    endpoints: readonly Endpoint[],
    options: { now: number; until: number; most: number },
  ): Promise<LeasedMessage[]>;
  /** Removes a message that was delivered, unless its lease has passed to another server. */
  remove(message: LeasedMessage): Promise<void>;
  /** Returns a message that was not delivered: it is due again then, or with null becomes a dead letter. */
  giveBack(message: LeasedMessage, dueAt: number | null, answer: string): Promise<void>;
  listDead(most: number): Promise<DeadLetter[]>;
  getState(): Promise<OutboxState>;
  /** Makes dead letters and waiting messages due now, all or those with these ids; returns how many. */
  retry(messageIds: readonly number[] | null, now: number): Promise<number>;
  /** Removes messages, delivered or not, that were added before a time. */
  removeOlder(before: number): Promise<void>;
}

/** Creates the store of messages; each method is one statement or one transaction. */
export function createOutboxStore({ db, kind }: Database): OutboxStore {
  return {
    async lease(endpoints, { now, until, most }) {
      const rows = await db
        .with('due', (query) =>
          query
            .selectFrom('outbox')
            .select('message_id')
            .where('endpoint', 'in', [...endpoints])
            .where('due_at', '<=', now)
            .where('leased_until', '<=', now)
            .where(isFirstOfCustomer)
            .orderBy('due_at')
            .orderBy('message_id')
            .limit(most)
            // Two servers take different rows at once; SQLite has one writer anyway.
            .$if(kind === 'postgres', (due) => due.forUpdate('outbox').skipLocked()),
        )
        .updateTable('outbox')
        .from('due')
        .set((row) => ({ leased_until: until, tries: row('outbox.tries', '+', 1) }))
        .whereRef('outbox.message_id', '=', 'due.message_id')
        .returning([
          'outbox.message_id as messageId',
          'outbox.webhook_id as webhookId',
          'outbox.endpoint',
          'outbox.body',
          'outbox.tries',
          'outbox.leased_until as leasedUntil',
          'outbox.request_id as requestId',
        ])
        .execute();
      return rows;
    },
    async remove({ messageId, leasedUntil }) {
      await db
        .deleteFrom('outbox')
        .where('message_id', '=', messageId)
        .where('leased_until', '=', leasedUntil)
        .execute();
    },
    async giveBack({ messageId, leasedUntil }, dueAt, answer) {
      await db
        .updateTable('outbox')
        .set({ due_at: dueAt, leased_until: 0, last_answer: answer })
        .where('message_id', '=', messageId)
        .where('leased_until', '=', leasedUntil)
        .execute();
    },
    listDead: (most) =>
      db
        .selectFrom('outbox')
        .select([
          'message_id as messageId',
          'endpoint',
          'customer_id as customerId',
          'created_at as createdAt',
          'tries',
          'last_answer as lastAnswer',
          'request_id as requestId',
        ])
        .where('due_at', 'is', null)
        .orderBy('message_id')
        .limit(most)
        .execute(),
    async getState() {
      // Every scrape of the metrics asks for this. The index of `due_at` counts, and ids are in the order of the times, so
      // that no body is read.
      const messages = db.selectFrom('outbox');
      const count = ({ fn }: ExpressionBuilder<Tables, 'outbox'>) => fn.countAll<number>().as('count');
      const state = await db
        .selectNoFrom([
          messages.select(count).where('due_at', 'is not', null).as('waiting'),
          messages.select(count).where('due_at', 'is', null).as('dead'),
          messages
            .select('created_at')
            .where('due_at', 'is not', null)
            .orderBy('message_id')
            .limit(1)
            .as('oldestAt'),
        ])
        .executeTakeFirstOrThrow();
      return { waiting: state.waiting ?? 0, dead: state.dead ?? 0, oldestAt: state.oldestAt };
    },
    async retry(messageIds, now) {
      const result = await db
        .updateTable('outbox')
        .set((row) => ({
          due_at: now,
          // A dead letter gets all of its tries again.
          tries: row.case().when('due_at', 'is', null).then(0).else(row.ref('tries')).end(),
        }))
        .where((row) => row.or([row('due_at', 'is', null), row('due_at', '>', now)]))
        .$if(messageIds !== null, (query) => query.where('message_id', 'in', [...(messageIds ?? [])]))
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },
    async removeOlder(before) {
      await db.deleteFrom('outbox').where('created_at', '<', before).execute();
    },
  };
}

/** Returns whether no earlier message of the same customer waits. Messages without a customer have no order. */
function isFirstOfCustomer({ exists, not, selectFrom }: ExpressionBuilder<Tables, 'outbox'>) {
  return not(
    exists(
      selectFrom('outbox as earlier')
        .select('earlier.message_id')
        .whereRef('earlier.customer_id', '=', 'outbox.customer_id')
        .whereRef('earlier.endpoint', '=', 'outbox.endpoint')
        .whereRef('earlier.message_id', '<', 'outbox.message_id')
        .where('earlier.due_at', 'is not', null),
    ),
  );
}
