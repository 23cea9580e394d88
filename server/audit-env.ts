import { readWebhook, type WebhookEnv } from './change-env.ts';
import { EnvError } from './env-error.ts';
import { type ReadVariable, readDuration } from './env-values.ts';

/** The settings of the audit log. */
export interface AuditEnv {
  /** Whether entries are written: not where the database is in memory only, since a backend holds the customers. */
  isWritten: boolean;
  /** Receives each entry; null without a webhook. */
  webhook: WebhookEnv | null;
  /** Milliseconds that an entry is kept. */
  retention: number;
}

/** Reads the settings; throws EnvError. */
export function readAuditEnv(
  read: ReadVariable,
  { isProduction, hasDatabase }: { isProduction: boolean; hasDatabase: boolean },
): AuditEnv {
  const webhook = readWebhook(read, 'AUDIT_WEBHOOK', isProduction);
  if (webhook && !hasDatabase) {
    throw new EnvError(
      'AUDIT_WEBHOOK_URL requires DATABASE_URL, where entries wait until they are delivered.',
    );
  }
  return {
    isWritten: hasDatabase,
    webhook,
    retention: readDuration('AUDIT_RETENTION', read('AUDIT_RETENTION') ?? '365d', '1d'),
  };
}
