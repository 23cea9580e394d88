import type { Kysely } from 'kysely';
import type { JsonObject } from 'schema-form/server';
import { inChunks } from './chunks.ts';
import type { Tables } from './database.ts';
import { addMessages } from './outbox-messages.ts';

/** An entry of the audit log. It holds no value of a profile, no number and no address. */
export interface AuditEntry {
  /** Milliseconds since 1970. */
  at: number;
  /** Who did it: a customer, somebody who is not signed in, the admin API, or a command of the operator. */
  actor: 'customer' | 'visitor' | 'admin' | 'command';
  action: string;
  customerId: string | null;
  /** Keyed hashes. */
  mobileHash: string | null;
  addressHash: string | null;
  details: JsonObject;
  /** The request that it comes from; null without one. */
  requestId: string | null;
}

export interface StoredAuditEntry extends AuditEntry {
  /** Increases with each entry. */
  entryId: number;
}

/** An entry that is written in the transaction that does what it reports. */
export interface AuditRecord {
  entry: AuditEntry;
  /** Whether it is a message of the outbox too. */
  isShipped: boolean;
}

export interface AuditFilter {
  /** Milliseconds since 1970. */
  since: number;
  customerId?: string | undefined;
  /** Those of a number with each secret. */
  mobileHashes?: readonly string[] | undefined;
}

/** The audit log: entries are added, never changed, and removed only when they are old. */
export interface AuditStore {
  /** Adds entries; with `isShipped` each is a message of the outbox too. */
  append(entries: readonly AuditEntry[], isShipped: boolean): Promise<void>;
  /**
   * Returns the next entries in the order in which they were added; `after` is the id of the last one that was read.
   */
  list(filter: AuditFilter, after: number, most: number): Promise<StoredAuditEntry[]>;
  /** Removes the entries before a time: the only way in which the database lets one be deleted. */
  removeOlder(before: number): Promise<void>;
}

/** Creates the store of the audit log; each method is one statement or one transaction. */
export function createAuditStore(db: Kysely<Tables>): AuditStore {
  return {
    append: (entries, isShipped) =>
      db.transaction().execute((transaction) => appendEntries(transaction, entries, isShipped)),
    async list({ since, customerId, mobileHashes }, after, most) {
      const rows = await db
        .selectFrom('audit_entries')
        .selectAll()
        .where('entry_id', '>', after)
        .where('created_at', '>=', since)
        .$if(customerId !== undefined, (query) => query.where('customer_id', '=', customerId ?? ''))
        .$if(mobileHashes !== undefined, (query) =>
          query.where('mobile_hash', 'in', [...(mobileHashes ?? [])]),
        )
        .orderBy('entry_id')
        .limit(most)
        .execute();
      return rows.map((row) => ({
        entryId: row.entry_id,
        at: row.created_at,
        actor: row.actor as AuditEntry['actor'],
        action: row.action,
        customerId: row.customer_id,
        mobileHash: row.mobile_hash,
        addressHash: row.address_hash,
        details: JSON.parse(row.details) as JsonObject,
        requestId: row.request_id,
      }));
    },
    removeOlder: (before) =>
      db.transaction().execute(async (transaction) => {
        const allowBefore = (time: number) =>
          transaction.updateTable('audit_retention').set({ delete_before: time }).execute();
        await allowBefore(before);
        await transaction.deleteFrom('audit_entries').where('created_at', '<', before).execute();
        await allowBefore(0);
      }),
  };
}

/** Adds entries in a transaction. */
export async function appendEntries(
  transaction: Kysely<Tables>,
  entries: readonly AuditEntry[],
  isShipped: boolean,
): Promise<void> {
  const rows = entries.map((entry) => ({
    created_at: entry.at,
    actor: entry.actor,
    action: entry.action,
    customer_id: entry.customerId,
    mobile_hash: entry.mobileHash,
    address_hash: entry.addressHash,
    details: JSON.stringify(entry.details),
    request_id: entry.requestId,
  }));
  const ids: number[] = [];
  for (const chunk of inChunks(rows)) {
    const added = await transaction.insertInto('audit_entries').values(chunk).returning('entry_id').execute();
    ids.push(...added.map(({ entry_id }) => entry_id).sort((a, b) => a - b));
  }
  if (!isShipped) return;
  const messages = entries.map((entry, index) => ({
    endpoint: 'audit' as const,
    // Messages of a customer arrive in their order; the ids put all of them in order.
    customerId: entry.customerId,
    type: 'audit.entry',
    data: toAuditJson({ ...entry, entryId: ids[index] ?? 0 }),
    createdAt: entry.at,
    requestId: entry.requestId,
  }));
  await addMessages(transaction, messages);
}

/** Returns an entry as the operator gets it, from the webhook and from the command. */
export function toAuditJson({
  entryId,
  at,
  actor,
  action,
  customerId,
  ...entry
}: StoredAuditEntry): JsonObject {
  return {
    entry_id: entryId,
    at: new Date(at).toISOString(),
    actor,
    action,
    customer_id: customerId,
    mobile_hash: entry.mobileHash,
    address_hash: entry.addressHash,
    details: entry.details,
    request_id: entry.requestId,
  };
}
