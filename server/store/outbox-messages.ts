import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { JsonObject } from 'schema-form/server';
import { inChunks } from './chunks.ts';
import type { Tables } from './database.ts';

/** An address of the operator that receives messages. */
export type Endpoint = Tables['outbox']['endpoint'];

/** A message that is not in the outbox yet. */
export interface NewMessage {
  endpoint: Endpoint;
  /** Messages of a customer are delivered in their order; null: in any order. */
  customerId: string | null;
  type: string;
  data: JsonObject;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** The request that it comes from, whose id goes out with it; null without one. */
  requestId: string | null;
}

/**
 * Puts messages into the outbox, in the transaction that does what they report: either both are stored or
 * neither is. They have the payload of the Standard Webhooks scheme.
 */
export async function addMessages(
  transaction: Kysely<Tables>,
  messages: readonly NewMessage[],
): Promise<void> {
  const rows = messages.map(({ endpoint, customerId, type, data, createdAt, requestId }) => ({
    webhook_id: `msg_${randomUUID()}`,
    endpoint,
    customer_id: customerId,
    body: JSON.stringify({ type, timestamp: new Date(createdAt).toISOString(), data }),
    created_at: createdAt,
    // At once, even when the clock is set back before the first try.
    due_at: 0,
    leased_until: 0,
    tries: 0,
    last_answer: null,
    request_id: requestId,
  }));
  for (const chunk of inChunks(rows)) await transaction.insertInto('outbox').values(chunk).execute();
}
