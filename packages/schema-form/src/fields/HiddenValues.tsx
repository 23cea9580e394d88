import { useState } from 'react';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { useFormStore } from '../store/store-context.ts';

/** Hidden values, which a page without script posts along, so that they are there when they are visible again. */
export function HiddenValues() {
  const store = useFormStore();
  const isHydrated = useIsHydrated();
  const [hidden] = useState(() => store.getHiddenFields());
  if (isHydrated) return null;
  return hidden.map(([name, value]) => <input type="hidden" name={name} value={value} key={name} />);
}
