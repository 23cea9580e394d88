import { getTypes, getUiOption, type JsonSchema, type UiSchema } from './json-schema.ts';

/**
 * Returns whether the thousands of a number are grouped, as in `1,250.5`. `ui:options.grouping` decides. Without it,
 * integers are not grouped, because groups look wrong in a year, a house number or an identifier, while an amount is
 * readable without groups.
 */
export function isGrouped({
  schema,
  uiSchema,
}: {
  schema: JsonSchema;
  uiSchema?: UiSchema | undefined;
}): boolean {
  const grouping = getUiOption(uiSchema, 'grouping');
  return typeof grouping === 'boolean' ? grouping : !getTypes(schema).includes('integer');
}
