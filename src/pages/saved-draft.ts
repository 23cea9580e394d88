import { isJsonObject, type JsonObject } from 'schema-form';

/**
 * What a customer typed and could not save, and the step of the form: kept in this tab while the
 * customer signs in again or looks at another page, and gone with the tab, with saving, and with
 * signing out.
 */
export interface SavedDraft {
  /** `{}` when nothing was typed. */
  data: JsonObject;
  step: number;
}

const key = 'saved-draft';

/** The page that is left keeps what was typed; after this was dropped it must not. */
let isDropped = false;

export function keepDraft(customerId: string, draft: SavedDraft): void {
  if (isDropped) return;
  try {
    sessionStorage.setItem(key, JSON.stringify({ customerId, ...draft }));
  } catch {
    // Storage may be full or forbidden; there is nothing better to do then.
  }
}

/** The draft of this customer; null when there is none. */
export function takeDraft(customerId: string): SavedDraft | null {
  isDropped = false;
  try {
    const draft: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    sessionStorage.removeItem(key);
    const isOwn = isJsonObject(draft) && draft.customerId === customerId && isJsonObject(draft.data);
    return isOwn ? { data: draft.data as JsonObject, step: Number(draft.step) || 0 } : null;
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
