import { useEffect, useState } from 'react';
import { findDraft } from './saved-draft.ts';

/** Returns whether the customer has a discarded draft in this tab. Only the browser knows, after hydration. */
export function useDiscardedDraft(customerId: string): boolean {
  const [hasDiscarded, setHasDiscarded] = useState(false);
  useEffect(() => setHasDiscarded(findDraft(customerId)?.isDiscarded === true), [customerId]);
  return hasDiscarded;
}
