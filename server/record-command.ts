import type { JsonObject } from 'schema-form/server';
import type { CommandEnv } from './env.ts';
import type { Store } from './store/store.ts';

/** Commands of the operator that the audit log has. */
type CommandAction =
  | 'audit-read'
  | 'customers-delete'
  | 'customers-diff'
  | 'customers-export'
  | 'customers-import'
  | 'outbox-retry';

/** What a command did: names and numbers, never values of a profile. */
export interface CommandEvent {
  action: CommandAction;
  details?: JsonObject;
  /** The customers that it concerns, each with an entry of its own; null: no single one. */
  customerIds?: readonly (string | null)[];
}

/** Writes a command of the operator to the audit log, and with AUDIT_WEBHOOK_URL to the webhook too. */
export async function recordCommand(
  { audit }: Pick<Store, 'audit'>,
  { shipsAudit }: Pick<CommandEnv, 'shipsAudit'>,
  { action, details = {}, customerIds = [null] }: CommandEvent,
): Promise<void> {
  const entry = {
    at: Date.now(),
    actor: 'command',
    action,
    mobileHash: null,
    addressHash: null,
    requestId: null,
    details,
  } as const;
  const entries = customerIds.map((customerId) => ({ ...entry, customerId }));
  if (entries.length > 0) await audit.append(entries, shipsAudit);
}
