import { createToken, isToken, seal, unseal } from '../domain/secrets.ts';
import type { UndoStore } from '../store/store.ts';
import type { VersionedValues } from './sealed-values.ts';

/** Milliseconds for which a save can be undone without script. */
const lifetime = 24 * 3_600_000;

/**
 * Keeps the values that a customer's last save replaced. They may be larger than a cookie, so the browser has the key
 * to them instead: what the database holds says nothing without it.
 */
export interface KeptUndos {
  /** Keeps the values instead of those of an earlier save, which can't be undone any more. Returns their key. */
  keep(customerId: string, values: VersionedValues): Promise<string>;
  /** Returns null for what is not the key of the customer's last save, and once it has expired. */
  find(customerId: string, key: string): Promise<VersionedValues | null>;
  removeExpired(): Promise<void>;
}

export function createKeptUndos(store: UndoStore, now = Date.now): KeptUndos {
  return {
    async keep(customerId, values) {
      const key = createToken();
      await store.put(customerId, seal([key], purpose, JSON.stringify(values)), now() + lifetime);
      return key;
    },
    async find(customerId, key) {
      const sealed = isToken(key) ? await store.find(customerId, now()) : null;
      const text = sealed === null ? null : unseal([key], purpose, sealed);
      return text === null ? null : (JSON.parse(text) as VersionedValues);
    },
    removeExpired: () => store.removeExpired(now()),
  };
}

const purpose = 'undo';
