import { useIsHydrated } from 'schema-form';
import { baseField } from '../../shared/edit-fields.ts';
import { usePageState } from './page-state.tsx';

/** Renders the sealed values that a form without script was filled in from. With script, the page has them itself. */
export function BaseField() {
  const { base } = usePageState().state;
  const isHydrated = useIsHydrated();
  return base && !isHydrated ? <input type="hidden" name={baseField} value={base} /> : null;
}
