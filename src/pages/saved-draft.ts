import { isJsonObject, type JsonObject } from 'schema-form';

/**
 * Unsaved input of a customer and the step of the form. It stays in this tab while the customer signs in
 * again or visits another page. Closing the tab, saving and signing out delete it.
 */
export interface SavedDraft {
  /** The changed values; `{}` when there are none. */
  data: JsonObject;
  step: number;
  /** Whether the customer discarded it. Then it comes back only on request. */
  isDiscarded: boolean;
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

/** Returns the saved draft of a customer; null when there is none of this customer. */
export function findDraft(customerId: string): SavedDraft | null {
  try {
    const draft: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    const isOwn = isJsonObject(draft) && draft.customerId === customerId && isJsonObject(draft.data);
    if (!isOwn) return null;
    return {
      data: draft.data as JsonObject,
      step: Number(draft.step) || 0,
      isDiscarded: draft.isDiscarded === true,
    };
  } catch {
    return null;
  }
}

/** Removes the saved draft and returns it; returns null when there is none of this customer. */
export function takeDraft(customerId: string): SavedDraft | null {
  const draft = findDraft(customerId);
  removeDraft();
  isDropped = false;
  return draft;
}

export function dropDraft(): void {
  isDropped = true;
  removeDraft();
}

/** Keeps what was typed when the customer cancels, to be restored on request. */
export function discardDraft(customerId: string, draft: Omit<SavedDraft, 'isDiscarded'>): void {
  keepDraft(customerId, { ...draft, isDiscarded: true });
  isDropped = true;
  markEntry();
}

function removeDraft(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Without storage there is no draft to delete.
  }
}

/** Marks an entry of the browser's history: the form at it restores a discarded draft. */
export const restoringEntry = { restoresDiscarded: true };

/** Marks the current entry, so that Back restores what was discarded there. */
function markEntry(): void {
  window.history.replaceState({ ...window.history.state, ...restoringEntry }, '');
}

/** Returns whether the form at the current entry restores a discarded draft. */
export function isRestoringEntry(): boolean {
  return isJsonObject(window.history.state) && window.history.state.restoresDiscarded === true;
}
