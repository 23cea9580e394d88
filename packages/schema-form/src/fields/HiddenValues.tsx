import { useState } from 'react';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { useFormStore } from '../store/store-context.ts';

/** Renders the hidden values of a form without script as fields, so that the values reappear with their fields. */
export function HiddenValues() {
  const store = useFormStore();
  const isHydrated = useIsHydrated();
  const [hidden] = useState(() => store.getHiddenFields());
  if (isHydrated) return null;
  return hidden.map(([name, value]) => <input type="hidden" name={name} value={value} key={name} />);
}
