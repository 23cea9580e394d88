import { setTimeout as wait } from 'node:timers/promises';
import type { JsonObject } from 'schema-form/server';
import { type Hashes, hashWithSecrets, type Secrets } from '../domain/secrets.ts';
import { getRequestContext } from '../request-context.ts';
import type { AuditEntry, AuditRecord, AuditStore } from '../store/audit-store.ts';
import { getAuditContext } from './audit-context.ts';

/** What is written to the audit log. */
export type AuditAction =
  | 'sign-in'
  | 'code-failed'
  | 'locked-out'
  | 'sign-out'
  | 'sign-out-everywhere'
  | 'save'
  | 'file-upload'
  | 'file-open'
  | 'admin-get'
  | 'admin-put'
  | 'admin-delete'
  | 'admin-end-sessions'
  | 'admin-list'
  | 'admin-list-changes'
  | 'admin-refused';

export interface AuditEvent {
  action: AuditAction;
  actor: AuditEntry['actor'];
  customerId?: string | null;
  /** E.164; only its hash is stored. */
  mobile?: string;
  /** Names and numbers, never values of a profile. */
  details?: JsonObject;
}

/** Writes the audit log. */
export interface Audit {
  /**
   * Adds an entry of what has happened already. Answers need not wait for it: it resolves when the entry is
   * written or lost, and never rejects. What can't be written is tried again, and what is lost is logged.
   */
  record(event: AuditEvent): Promise<void>;
  /** Returns the entry of an event whose transaction writes it; null where nothing is written. */
  toRecord(event: AuditEvent): AuditRecord | null;
  /** Resolves when no entry waits any more. */
  settle(): Promise<void>;
}

interface AuditOptions {
  store: Pick<AuditStore, 'append'>;
  /** The keys of the hashes. */
  secrets: Secrets;
  /** Whether entries are messages of the outbox too. */
  isShipped: boolean;
  /** Aborted when the program stops: entries are not tried again then. */
  stopping: AbortSignal;
  /** Is called when entries could not be written; `lost` of them will not be tried again. */
  onError(error: unknown, counts: { waiting: number; lost: number }): void;
  now?: () => number;
  /** Milliseconds before a write is tried again. */
  pause?: number;
}

/** Milliseconds in which entries are gathered, so that a busy server writes many at once. */
const gatherFor = 50;
/** Entries of one write. */
const mostAtOnce = 500;
/** Entries that may wait while the database can't be written: about 10 MB. */
const mostWaiting = 20_000;

/** Returns the keyed hashes of a number or an address: only who has the secret can find the entries of one. */
export function hashForAudit(secrets: Secrets, kind: 'mobile' | 'address', text: string): Hashes {
  return hashWithSecrets(secrets, `audit ${kind}`, text);
}

/** Creates the audit log. */
export function createAudit(options: AuditOptions): Audit {
  const { store, secrets, isShipped, stopping, onError, now = Date.now, pause = 1000 } = options;
  const waiting: AuditEntry[] = [];
  let writing: Promise<void> | null = null;

  const write = async () => {
    await wait(gatherFor);
    while (waiting.length > 0) {
      const entries = waiting.slice(0, mostAtOnce);
      try {
        await store.append(entries, isShipped);
        waiting.splice(0, entries.length);
      } catch (error) {
        const lost = stopping.aborted ? waiting.splice(0).length : 0;
        onError(error, { waiting: waiting.length, lost });
        // The wait rejects when the program stops; then this is tried for the last time.
        await wait(pause, undefined, { signal: stopping, ref: false }).catch(() => {});
      }
    }
    writing = null;
  };

  const toEntry = ({ action, actor, customerId = null, mobile, details = {} }: AuditEvent): AuditEntry => {
    const context = getAuditContext();
    return {
      at: now(),
      actor,
      action,
      customerId,
      mobileHash: mobile === undefined ? null : hashForAudit(secrets, 'mobile', mobile)[0],
      addressHash: context && hashForAudit(secrets, 'address', context.address)[0],
      details,
      requestId: getRequestContext()?.id ?? null,
    };
  };

  return {
    record(event) {
      if (waiting.length >= mostWaiting) {
        onError(new Error('Too many audit entries wait'), { waiting: waiting.length, lost: 1 });
        return Promise.resolve();
      }
      waiting.push(toEntry(event));
      writing ??= write();
      return writing;
    },
    toRecord: (event) => ({ entry: toEntry(event), isShipped }),
    settle: () => writing ?? Promise.resolve(),
  };
}

/** The audit log of a program whose database does not outlive it. */
export const noAudit: Audit = {
  record: () => Promise.resolve(),
  toRecord: () => null,
  settle: () => Promise.resolve(),
};
