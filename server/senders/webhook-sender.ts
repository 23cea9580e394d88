import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { SendError, type Sender } from './sender.ts';

export interface WebhookOptions {
  url: string;
  /** The key of the signature in base64; null when messages are not signed. */
  secret: string | null;
  /** Aborted when the program stops: messages are not retried then. */
  stopping: AbortSignal;
  /** Milliseconds before the second try, the third one and so on. */
  delays?: readonly number[];
}

/** Milliseconds that one try may take; stopping the program waits for it. */
const timeout = 8_000;
/** Milliseconds. After a longer pause nobody would wait for the code any more. */
const longestDelay = 5_000;

interface Failure {
  status: number | null;
  code?: string;
  /** Milliseconds. */
  retryAfter?: number;
}

/**
 * Creates a sender that posts messages as JSON to an SMS gateway. With a secret they are signed by the
 * Standard Webhooks scheme (https://www.standardwebhooks.com). All tries of a message have the same
 * `webhook-id`, so that a gateway can ignore repetitions. `send` rejects with SendError.
 */
export function createWebhookSender({
  url,
  secret,
  stopping,
  delays = [1_000, 3_000],
}: WebhookOptions): Sender {
  const webhook = secret === null ? null : new Webhook(secret);

  const attempt = async (id: string, body: string): Promise<Failure | null> => {
    const time = new Date();
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          // The receiver refuses old messages, so that a recorded message can't be replayed.
          'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
          ...(webhook && { 'webhook-signature': webhook.sign(id, time, body) }),
        },
        body,
        // A redirect would send the number and the code to an address that the operator did not configure.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
      // Only the status matters, so an error of the body is ignored.
      await answer.body?.cancel().catch(() => {});
      if (answer.ok) return null;
      return { status: answer.status, ...readRetryAfter(answer.headers.get('retry-after')) };
    } catch (error) {
      return { status: null, code: getCode(error) };
    }
  };

  return {
    async send(message) {
      const id = `msg_${randomUUID()}`;
      const body = JSON.stringify(message);
      for (let tries = 1; ; tries += 1) {
        const failure = await attempt(id, body);
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

function isTemporary({ status }: Failure): boolean {
  return status === null || status === 408 || status === 429 || status >= 500;
}

/** Reads `Retry-After`, which is a number of seconds or a date. */
function readRetryAfter(text: string | null): { retryAfter?: number } {
  if (text === null) return {};
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(milliseconds) ? {} : { retryAfter: Math.max(0, milliseconds) };
}

/** The code of a network error, such as `ECONNREFUSED`, or the name of a timeout. Messages may quote the URL, so they are not used. */
function getCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = (error.cause ?? {}) as NodeJS.ErrnoException;
  return code ?? error.name;
}
