import { isJsonObject, type JsonObject } from 'schema-form';

/**
 * Unsaved input of a customer and the step of the form. It stays in this tab while the customer signs in
 * again or visits another page. Closing the tab, saving and signing out delete it.
 */
export interface SavedDraft {
  /** The changed values; `{}` when there are none. */
  data: JsonObject;
  step: number;
}

const key = 'saved-draft';

/** Whether the draft was dropped. Then the page does not save it again when a person leaves the page. */
let isDropped = false;

export function keepDraft(customerId: string, draft: SavedDraft): void {
  if (isDropped) return;
  try {
    sessionStorage.setItem(key, JSON.stringify({ customerId, ...draft }));
  } catch {
    // Storage may be full or disabled. The draft is lost then.
  }
}

/** Removes the saved draft and returns it; returns null when there is none of this customer. */
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
    // Without storage there is no draft to delete.
  }
}
