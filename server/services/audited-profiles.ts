import type { JsonSchema } from 'schema-form/server';
import { toPointer } from '../domain/changed-paths.ts';
import type { Audit, AuditEvent } from './audit.ts';
import { getAuditContext } from './audit-context.ts';
import { toNamedPaths } from './named-paths.ts';
import type { Profiles } from './profiles.ts';

/**
 * Returns what the audit log says of a save: which values changed. Without a schema their paths are written as they
 * are.
 */
export function toSaveEvent(customerId: string, schema: JsonSchema | null, changed: string[][]): AuditEvent {
  const paths = schema === null ? changed : toNamedPaths(schema, changed);
  return { action: 'save', actor: 'customer', customerId, details: { changed: paths.map(toPointer) } };
}

/** Tells the audit log whose requests it sees. */
export function createAuditedProfiles(profiles: Profiles): Profiles {
  return {
    ...profiles,
    async open(credentials) {
      const profile = await profiles.open(credentials);
      const context = getAuditContext();
      if (context && profile) context.customerId = profile.customerId;
      return profile;
    },
  };
}

/**
 * Writes saves of a remote backend to the audit log, afterwards: it shares no transaction with the program. Those of
 * the program's own database are written by `stored-profiles.ts`.
 */
export function auditSaves(profiles: Profiles, audit: Pick<Audit, 'record'>): Profiles {
  return {
    ...profiles,
    async save(profile, request) {
      const result = await profiles.save(profile, request);
      if (result.kind === 'saved' && result.changed.length > 0) {
        void audit.record(toSaveEvent(profile.customerId, request.form.schema, result.changed));
      }
      return result;
    },
    async setLanguage(profile, language) {
      const result = await profiles.setLanguage(profile, language);
      if (profile && result && result.language !== profile.language) {
        void audit.record(toSaveEvent(profile.customerId, null, [['language']]));
      }
      return result;
    },
  };
}
