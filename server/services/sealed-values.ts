import type { JsonObject } from 'schema-form/server';
import { type Secrets, seal, unseal } from '../domain/secrets.ts';

/** Stored values of a customer that a browser carries, and the version of the profile that they belong to. */
export interface VersionedValues {
  version: string;
  values: JsonObject;
}

/**
 * Seals stored values for a browser without script, because the server keeps no earlier versions of a profile. They are encrypted
 * and authenticated: nobody reads them in the source of a page, and nobody saves values as earlier ones that never
 * were stored.
 */
export interface SealedValues {
  /** Returns null for values that exceed the limit. */
  seal(customerId: string, values: VersionedValues): string | null;
  /** Returns null for what was not sealed here for this customer. */
  open(customerId: string, sealed: string): VersionedValues | null;
}

/** `purpose` separates values that are sealed for different uses. `limit` is the length of the sealed text. */
export function createSealedValues(secrets: Secrets, purpose: string, limit: number): SealedValues {
  return {
    seal(customerId, { version, values }) {
      const sealed = seal(secrets, purpose, JSON.stringify({ customerId, version, values }));
      return sealed.length <= limit ? sealed : null;
    },
    open(customerId, sealed) {
      // Against denial of service: nothing longer was sealed here.
      const text = sealed.length <= limit ? unseal(secrets, purpose, sealed) : null;
      if (text === null) return null;
      const opened = JSON.parse(text) as VersionedValues & { customerId: string };
      // On a shared machine the values of one customer must not reach another.
      return opened.customerId === customerId ? { version: opened.version, values: opened.values } : null;
    },
  };
}
