import { getUiOption, isJsonObject, type JsonSchema, type UiSchema } from '../../shared/json-schema.ts';

/** Properties that stand together; a null title is no section but the rest. */
export interface Section {
  title: string | null;
  keys: string[];
}

/**
 * The sections of an object (`ui:options.sections`: title and fields), their properties in the
 * order of `ui:order`. A property that no section names comes at the end; none is left out.
 */
export function getSections(schema: JsonSchema, uiSchema: UiSchema | undefined): Section[] {
  const keys = orderKeys(Object.keys(schema.properties ?? {}), getUiOption(uiSchema, 'order'));
  const wanted = getUiOption(uiSchema, 'sections');
  if (!Array.isArray(wanted)) return [{ title: null, keys }];
  const rest = new Set(keys);
  const sections = wanted.filter(isJsonObject).map((section): Section => {
    const fields = Array.isArray(section.fields) ? section.fields.map(String) : [];
    return {
      title: String(section.title ?? ''),
      keys: fields.filter((key) => rest.delete(key)),
    };
  });
  const others = rest.size > 0 ? [{ title: null, keys: [...rest] }] : [];
  return [...sections.filter((section) => section.keys.length > 0), ...others];
}

/** rjsf's `ui:order`: names, and `*` for all that it does not name; without `*` they come last. */
function orderKeys(keys: readonly string[], order: unknown): string[] {
  if (!Array.isArray(order)) return [...keys];
  const named = order.map(String);
  const rest = keys.filter((key) => !named.includes(key));
  const ordered = named.flatMap((key) => (key === '*' ? rest : keys.includes(key) ? [key] : []));
  return named.includes('*') ? ordered : [...ordered, ...rest];
}
