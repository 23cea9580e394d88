import { isJsonObject, type JsonObject } from '../../shared/json-schema.ts';

/**
 * What a customer typed and could not save: kept in this tab while the customer signs in again or
 * looks at another page, and gone with the tab, with saving, and with signing out.
 */
const key = 'profile-draft';

/** The page that is left keeps what was typed; after this was dropped it must not. */
let isDropped = false;

export function keepDraft(customerId: string, data: JsonObject): void {
  if (isDropped) return;
  try {
    sessionStorage.setItem(key, JSON.stringify({ customerId, data }));
  } catch {
    // Storage may be full or forbidden; there is nothing better to do then.
  }
}

/** The draft of this customer; null when there is none. */
export function takeDraft(customerId: string): JsonObject | null {
  isDropped = false;
  try {
    const draft: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    sessionStorage.removeItem(key);
    const isOwn = isJsonObject(draft) && draft.customerId === customerId && isJsonObject(draft.data);
    return isOwn ? (draft.data as JsonObject) : null;
  } catch {
    return null;
  }
}

export function dropDraft(): void {
  isDropped = true;
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept, then.
  }
}
