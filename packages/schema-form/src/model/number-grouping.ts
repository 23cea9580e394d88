import { getTypes, getUiOption, type JsonSchema, type UiSchema } from './json-schema.ts';

/**
 * Whether the thousands of a number are grouped: `1,250.5`. `ui:options.grouping` decides. Without it integers are not
 * grouped, since a year, a house number or an identifier looks wrong with groups, and an amount reads well without.
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
