import { setTimeout as wait } from 'node:timers/promises';
import { runInRequestContext } from '../request-context.ts';
import { type WebhookClient, type WebhookFailure, webhookTimeout } from '../senders/webhook-client.ts';
import type { Endpoint } from '../store/outbox-messages.ts';
import type { LeasedMessage, OutboxStore } from '../store/outbox-store.ts';

/** Delivers the messages of the outbox. */
export interface Outbox {
  /** Tries every message that is due now, and returns how many tries it made. */
  deliverDue(): Promise<number>;
  /** Delivers messages until the program stops. Never rejects. */
  run(): Promise<void>;
}

interface OutboxOptions {
  store: OutboxStore;
  /** The endpoints that this program delivers to. Messages to others wait. */
  clients: ReadonlyMap<Endpoint, WebhookClient>;
  /** Aborted when the program stops: no other message is tried then. */
  stopping: AbortSignal;
  /** Is called after each try: `refused` by an answer, `unreachable` without one. */
  onTry?(endpoint: Endpoint, result: 'sent' | 'refused' | 'unreachable'): void;
  /** Is called when a message becomes a dead letter. */
  onDeadLetter(letter: { endpoint: Endpoint; tries: number; answer: string }): void;
  /** Is called when the database can't be used, and not again before it could be. */
  onError(error: unknown): void;
  now?: () => number;
  /** Milliseconds before the second try, the third one and so on. */
  delays?: readonly number[];
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The schedule that Standard Webhooks recommends. After the last try a message is a dead letter. */
const usualDelays = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** Messages that are tried at the same time. */
const mostAtOnce = 20;
/** Much longer than a try takes, so that servers whose clocks differ do not deliver the same message at once. */
const leaseLength = 2 * minute;
/** How often the outbox is read. Other programs put messages into it too, such as the import. */
const interval = second;

/**
 * Creates the service that delivers messages at least once, and those of a customer in their order. Servers
 * on the same database share the work: a message is leased to one of them at a time.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { store, clients, stopping, onTry, onDeadLetter, onError } = options;
  const { now = Date.now, delays = usualDelays } = options;
  const endpoints = [...clients.keys()];

  const post = async (message: LeasedMessage): Promise<void> => {
    // This program may have been suspended since it leased the message, so that the lease is another's now.
    if (now() > message.leasedUntil - webhookTimeout) return;
    const failure = await clients.get(message.endpoint)?.post(message.webhookId, message.body);
    onTry?.(message.endpoint, !failure ? 'sent' : failure.status === null ? 'unreachable' : 'refused');
    if (!failure) return store.remove(message);
    const answer = String(failure.status ?? failure.code);
    const delay = getDelay(delays[message.tries - 1], failure);
    await store.giveBack(message, delay === null ? null : now() + delay, answer);
    if (delay === null) onDeadLetter({ endpoint: message.endpoint, tries: message.tries, answer });
  };

  /** Delivers a message, with the id of the request that it comes from in the call and in the log. */
  const deliver = (message: LeasedMessage): Promise<void> => {
    const { requestId: id } = message;
    const work = () => post(message);
    return id === null ? work() : runInRequestContext({ id, trace: null, report: null, quotas: [] }, work);
  };

  /** Tries some messages that are due, and returns how many. */
  const deliverSome = async (): Promise<number> => {
    const time = now();
    const messages = await store.lease(endpoints, {
      now: time,
      until: time + leaseLength,
      most: mostAtOnce,
    });
    const results = await Promise.allSettled(messages.map(deliver));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    return messages.length;
  };

  const deliverDue = async (): Promise<number> => {
    let tries = 0;
    while (!stopping.aborted) {
      const count = await deliverSome();
      if (count === 0) break;
      tries += count;
    }
    return tries;
  };

  return {
    deliverDue,
    async run() {
      let isFailing = false;
      while (!stopping.aborted) {
        try {
          await deliverDue();
          isFailing = false;
        } catch (error) {
          if (!isFailing) onError(error);
          isFailing = true;
        }
        // The wait rejects when the program stops.
        await wait(interval, undefined, { signal: stopping, ref: false }).catch(() => {});
      }
    },
  };
}

/** Returns the milliseconds until the next try; null after the last one. */
function getDelay(usual: number | undefined, { retryAfter = 0 }: WebhookFailure): number | null {
  if (usual === undefined) return null;
  // Spreads the tries of many messages that failed at the same time.
  const spread = usual * (1 + Math.random() / 10);
  return Math.round(Math.max(spread, Math.min(retryAfter, 24 * hour)));
}
