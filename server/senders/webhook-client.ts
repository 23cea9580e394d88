import { Webhook } from 'standardwebhooks';
import { getRequestIdHeaders } from '../request-context.ts';

interface WebhookClientOptions {
  url: string;
  /** The key of the signature in base64; null when messages are not signed. */
  secret: string | null;
}

/** Why a message was not accepted, with nothing of the message. */
export interface WebhookFailure {
  /** Null without an answer. */
  status: number | null;
  /** The code of the network error, such as `ECONNREFUSED`, when there was no answer. */
  code?: string;
  /** Milliseconds that `Retry-After` asks to wait. */
  retryAfter?: number;
}

/** A server of the operator that receives messages. */
export interface WebhookClient {
  /** Posts a JSON text once; null when it was accepted. Never rejects. */
  post(id: string, body: string): Promise<WebhookFailure | null>;
}

/** Milliseconds that a try may take; stopping the program waits for it. */
export const webhookTimeout = 8_000;

/**
 * Creates a client that posts messages as the Standard Webhooks scheme defines
 * (https://www.standardwebhooks.com), signed if there is a secret. A message keeps its id when it is posted
 * again, so that the receiver can ignore repetitions.
 */
export function createWebhookClient({ url, secret }: WebhookClientOptions): WebhookClient {
  const webhook = secret === null ? null : new Webhook(secret);
  return {
    async post(id, body) {
      const time = new Date();
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...getRequestIdHeaders(),
            'webhook-id': id,
            // The receiver refuses old messages, so that a recorded message can't be replayed.
            'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
            ...(webhook && { 'webhook-signature': webhook.sign(id, time, body) }),
          },
          body,
          // A redirect would send personal data to an address that the operator did not configure.
          redirect: 'manual',
          signal: AbortSignal.timeout(webhookTimeout),
        });
        // Only the status matters, so an error of the body is ignored.
        await answer.body?.cancel().catch(() => {});
        if (answer.ok) return null;
        return { status: answer.status, ...readRetryAfter(answer.headers.get('retry-after')) };
      } catch (error) {
        return { status: null, code: getCode(error) };
      }
    },
  };
}

/** Reads `Retry-After`, which is a number of seconds or a date. */
function readRetryAfter(text: string | null): { retryAfter?: number } {
  if (text === null) return {};
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(milliseconds) ? {} : { retryAfter: Math.max(0, milliseconds) };
}

/**
 * Returns the code of a network error, such as `ECONNREFUSED`, or the name of a timeout. Messages may quote the URL, so
 * they are not used.
 */
function getCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = (error.cause ?? {}) as NodeJS.ErrnoException;
  return code ?? error.name;
}
