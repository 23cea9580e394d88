import type { Kysely } from 'kysely';
import type { JsonObject } from 'schema-form/server';
import { findChangedPaths, toPointer, toValues } from '../domain/changed-paths.ts';
import type { Customer } from '../domain/customer.ts';
import { getRequestContext } from '../request-context.ts';
import { inChunks } from './chunks.ts';
import type { ChangeAuthor, Tables } from './database.ts';
import { addMessages } from './outbox-messages.ts';

/** The receivers of the changes of customers. */
export interface ChangeFeed {
  /** Whether the admin API lists them. */
  isListed: boolean;
  /** The keys whose new values the webhook gets; null without a webhook. */
  webhookFields: readonly string[] | null;
}

/** A customer before and after a change: `before` is null for a new one, `after` for a deleted one. */
export interface CustomerChange {
  before: Customer | null;
  after: Customer | null;
}

/**
 * Records changes of customers for the admin API and the webhook. All code that writes to the table of customers must
 * call it, in the same transaction and after it has written the rows: either both are stored or neither is, and the
 * locks of the rows keep the changes of a customer in their order. A save that changes no value is not recorded.
 * Nothing is recorded if there is no receiver (`feed` is null).
 */
export async function recordChanges(
  transaction: Kysely<Tables>,
  feed: ChangeFeed | null,
  author: ChangeAuthor,
  changes: readonly CustomerChange[],
): Promise<void> {
  if (!feed) return;
  const { isListed, webhookFields } = feed;
  const createdAt = Date.now();
  const requestId = getRequestContext()?.id ?? null;
  const events = changes.flatMap(toEvent);
  if (isListed) {
    const rows = events.map(({ type, customerId, version, changed }) => ({
      position: null,
      type,
      customer_id: customerId,
      version,
      changed: JSON.stringify(changed.map(toPointer)),
      created_at: createdAt,
      author,
    }));
    for (const chunk of inChunks(rows)) await transaction.insertInto('changes').values(chunk).execute();
  }
  if (webhookFields) {
    const messages = events.map(({ type, customerId, version, changed, values }) => ({
      endpoint: 'changes' as const,
      customerId,
      type,
      data: {
        customer_id: customerId,
        version,
        by: author,
        changed: changed.map(toPointer),
        ...(webhookFields.length > 0 && { values: selectValues(webhookFields, changed, values) }),
      },
      createdAt,
      requestId,
    }));
    await addMessages(transaction, messages);
  }
}

interface ChangeEvent {
  type: Tables['changes']['type'];
  customerId: string;
  version: number;
  changed: string[][];
  /** The values after the change. */
  values: JsonObject;
}

function toEvent({ before, after }: CustomerChange): ChangeEvent[] {
  const customer = after ?? before;
  if (!customer) return [];
  const { customer_id: customerId, version } = customer;
  if (!after) return [{ type: 'customer.deleted', customerId, version, changed: [], values: {} }];
  const values = toValues(after);
  const changed = findChangedPaths(before ? toValues(before) : {}, values);
  if (before && changed.length === 0) return [];
  return [{ type: 'customer.updated', customerId, version, changed, values }];
}

/** Returns the new values of the listed keys that changed; null for one that was removed. */
function selectValues(fields: readonly string[], changed: string[][], values: JsonObject): JsonObject {
  const keys = new Set(changed.map(([key]) => key));
  return Object.fromEntries(
    fields
      .filter((key) => keys.has(key))
      .map((key) => [key, Object.hasOwn(values, key) ? (values[key] ?? null) : null]),
  );
}
