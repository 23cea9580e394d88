import { EnvError } from './env-error.ts';
import { type ReadVariable, readDuration, readSigningSecret, readUrl, requireHttps } from './env-values.ts';
import type { ChangeFeed } from './store/record-changes.ts';

/** A server of the operator that receives webhooks. */
export interface WebhookEnv {
  url: string;
  /** The key of the signature in base64; null when messages are not signed. */
  secret: string | null;
}

/** The settings of the webhook of changes, and of the list of changes. */
export interface ChangeEnv {
  /** Null without a webhook. */
  webhook: WebhookEnv | null;
  /**
   * Milliseconds that a change stays in the list of the admin API, and a message of either webhook in the outbox,
   * delivered or not.
   */
  retention: number;
}

/** Reads the settings; throws EnvError. */
export function readChangeEnv(
  read: ReadVariable,
  { isProduction, hasBackend }: { isProduction: boolean; hasBackend: boolean },
): ChangeEnv {
  const webhook = readWebhook(read, 'CHANGE_WEBHOOK', isProduction);
  if (webhook && hasBackend) {
    throw new EnvError('CHANGE_WEBHOOK_URL has no effect with BACKEND_URL: the backend stores all changes.');
  }
  return {
    webhook,
    // All tries of a message take more than three days.
    retention: readDuration('CHANGE_RETENTION', read('CHANGE_RETENTION') ?? '30d', '4d'),
  };
}

/** Reads the address `<name>_URL` and the key `<name>_SECRET` of a webhook; null without one. */
export function readWebhook(read: ReadVariable, name: string, isProduction: boolean): WebhookEnv | null {
  const url = readUrl(`${name}_URL`, read(`${name}_URL`));
  const secret = readSigningSecret(`${name}_SECRET`, read(`${name}_SECRET`));
  if (url === null) return null;
  if (isProduction) requireHttps(`${name}_URL`, url);
  return { url, secret };
}

/** Reads which changes of customers are recorded; null if there is no receiver of changes. */
export function readChangeFeed(read: ReadVariable): ChangeFeed | null {
  const hasWebhook = read('CHANGE_WEBHOOK_URL') !== null;
  const isListed = read('ADMIN_PORT') !== null;
  const fields = (read('CHANGE_WEBHOOK_FIELDS') ?? '').split(',').map((key) => key.trim());
  const webhookFields = hasWebhook ? [...new Set(fields)].filter((key) => key !== '') : null;
  return isListed || webhookFields ? { isListed, webhookFields } : null;
}
