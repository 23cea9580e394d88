import { describeError } from './describe-error.ts';
import type { Env } from './env.ts';
import { createWebhookClient, type WebhookClient } from './senders/webhook-client.ts';
import { type Audit, createAudit, hashForAudit, noAudit } from './services/audit.ts';
import { createOutbox, type Outbox } from './services/outbox.ts';
import type { Endpoint } from './store/outbox-messages.ts';
import type { Store } from './store/store.ts';
import type { Metrics } from './telemetry/metrics.ts';

/** What the program keeps besides its customers: the audit log, messages to other systems, the list of changes. */
interface Records {
  audit: Audit;
  /** Null where nobody receives messages. */
  outbox: Outbox | null;
  /** Counts a refusal of a client; whether it goes into the audit log, which strangers must not fill. */
  takesRefusal(address: string): Promise<boolean>;
  /** Removes what is older than its retention period. */
  removeOldRecords(): Promise<void>;
}

interface RecordsOptions {
  env: Env;
  store: Store;
  logger: { error(line: object, message: string): void };
  stopping: AbortSignal;
  metrics: Metrics | null;
  now: () => number;
}

/** Refusals of one client that are written in `refusalPeriod` seconds. */
const mostRefusals = 20;
const refusalPeriod = 600;

/** Creates the audit log, the outbox and what cleans them up. */
export function createRecords({ env, store, logger, stopping, metrics, now }: RecordsOptions): Records {
  const { audit, changes, sessionSecrets: secrets } = env;
  const clients = new Map<Endpoint, WebhookClient>();
  if (changes.webhook) clients.set('changes', createWebhookClient(changes.webhook));
  if (audit.webhook) clients.set('audit', createWebhookClient(audit.webhook));
  const refusals = store.createLimiter({
    name: 'audit-refusals',
    points: mostRefusals,
    duration: refusalPeriod,
  });
  return {
    audit: audit.isWritten
      ? createAudit({
          store: store.audit,
          secrets,
          isShipped: audit.webhook !== null,
          stopping,
          onError: (error, counts) =>
            logger.error({ ...describeError(error), ...counts }, 'Audit entries could not be written'),
          now,
        })
      : noAudit,
    outbox:
      clients.size > 0
        ? createOutbox({
            store: store.outbox,
            clients,
            stopping,
            onTry: (endpoint, result) => metrics?.countWebhookTry(endpoint, result),
            onDeadLetter: (letter) =>
              logger.error(letter, 'A webhook was given up; npm run outbox lists and retries it'),
            onError: (error) => logger.error(describeError(error), 'Webhooks could not be delivered'),
            now,
          })
        : null,
    takesRefusal: async (address) =>
      !(await refusals.take(hashForAudit(secrets, 'address', address))).isExceeded,
    async removeOldRecords() {
      await store.changes.removeOlder(now() - changes.retention);
      await store.outbox.removeOlder(now() - changes.retention);
      await store.audit.removeOlder(now() - audit.retention);
    },
  };
}
