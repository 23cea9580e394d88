import { toPointer } from '../domain/changed-paths.ts';
import type { Audit } from './audit.ts';
import { getAuditContext } from './audit-context.ts';
import { toNamedPaths } from './named-paths.ts';
import type { Profiles } from './profiles.ts';

/** Writes saves and sign-outs of these profiles to the audit log. */
export function createAuditedProfiles(profiles: Profiles, audit: Audit): Profiles {
  return {
    async open(credentials) {
      const profile = await profiles.open(credentials);
      const context = getAuditContext();
      if (context && profile) context.customerId = profile.customerId;
      return profile;
    },
    async save(profile, request) {
      const result = await profiles.save(profile, request);
      if (result.kind === 'saved' && result.changed.length > 0) {
        const changed = toNamedPaths(request.form.schema, result.changed).map(toPointer);
        const { customerId } = profile;
        void audit.record({ action: 'save', actor: 'customer', customerId, details: { changed } });
      }
      return result;
    },
    async setLanguage(profile, language) {
      const result = await profiles.setLanguage(profile, language);
      if (profile && result && result.language !== profile.language) {
        const { customerId } = profile;
        const details = { changed: ['/language'] };
        void audit.record({ action: 'save', actor: 'customer', customerId, details });
      }
      return result;
    },
    async end(credentials, options) {
      await profiles.end(credentials, options);
      const customerId = getAuditContext()?.customerId ?? null;
      if (customerId === null) return;
      const action = options?.everywhere ? 'sign-out-everywhere' : 'sign-out';
      void audit.record({ action, actor: 'customer', customerId });
    },
  };
}
