import { useContext } from 'react';
import { getHiddenFields } from '../../../shared/hidden-values.ts';
import type { JsonObject, JsonSchema } from '../../../shared/json-schema.ts';
import { ChosenBranchesContext } from '../chosen-branches.ts';
import { useIsHydrated } from '../widgets/use-is-hydrated.ts';

/** What a condition hides is posted along without script, so that it is there when it is shown again. */
export function HiddenValues({ schema, data }: { schema: JsonSchema; data: JsonObject }) {
  const chosen = useContext(ChosenBranchesContext);
  if (useIsHydrated()) return null;
  return getHiddenFields(schema, data, chosen).map(([name, value]) => (
    <input type="hidden" name={name} value={value} key={name} />
  ));
}
