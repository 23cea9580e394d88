import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { SendError, type Sender } from './sender.ts';
import { createWebhookClient, type WebhookFailure } from './webhook-client.ts';

export interface WebhookOptions {
  url: string;
  /** The key of the signature in base64; null when messages are not signed. */
  secret: string | null;
  /** Aborted when the program stops: messages are not retried then. */
  stopping: AbortSignal;
  /** Milliseconds before the second try, the third one and so on. */
  delays?: readonly number[];
}

/** Milliseconds. After a longer pause nobody would wait for the code any more. */
const longestDelay = 5_000;

/**
 * Creates a sender that posts messages as JSON to an SMS gateway. All tries of a message have the same
 * `webhook-id`. `send` rejects with SendError.
 */
export function createWebhookSender({
  url,
  secret,
  stopping,
  delays = [1_000, 3_000],
}: WebhookOptions): Sender {
  const client = createWebhookClient({ url, secret });

  return {
    async send(message) {
      const id = `msg_${randomUUID()}`;
      const body = JSON.stringify(message);
      for (let tries = 1; ; tries += 1) {
        const failure = await client.post(id, body);
        if (failure === null) return;
        const delay = failure.retryAfter ?? delays[tries - 1] ?? 0;
        const isLast = tries > delays.length || delay > longestDelay || !isTemporary(failure);
        // The wait rejects when the program stops.
        if (isLast || !(await wait(delay, true, { signal: stopping }).catch(() => false))) {
          throw new SendError(failure, tries);
        }
      }
    },
  };
}

function isTemporary({ status }: WebhookFailure): boolean {
  return status === null || status === 408 || status === 429 || status >= 500;
}
