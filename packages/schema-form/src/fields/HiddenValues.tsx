import { useContext } from 'react';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { getHiddenFields } from '../model/hidden-values.ts';
import type { JsonObject, JsonSchema } from '../model/json-schema.ts';
import { ChosenBranchesContext } from '../store/chosen-branches.ts';

/** What a condition hides is posted along without script, so that it is there when it is shown again. */
export function HiddenValues({ schema, data }: { schema: JsonSchema; data: JsonObject }) {
  const chosen = useContext(ChosenBranchesContext);
  if (useIsHydrated()) return null;
  return getHiddenFields(schema, data, chosen).map(([name, value]) => (
    <input type="hidden" name={name} value={value} key={name} />
  ));
}
