import { getUiOption, isJsonObject, type JsonSchema, type UiSchema } from './json-schema.ts';

/** Properties that stand together; a null title is no section but the rest. */
export interface Section {
  /** Its place among those that the uiSchema names; the rest comes after them. */
  id: number;
  title: string | null;
  keys: string[];
  isCollapsible: boolean;
  isCollapsed: boolean;
}

/**
 * The sections of an object (`ui:options.sections`: title, fields, whether it is collapsible and
 * collapsed at first), their properties in the order of `ui:order`. A property that no section
 * names comes at the end; none is left out.
 */
export function getSections(schema: JsonSchema, uiSchema: UiSchema | undefined): Section[] {
  const keys = orderKeys(Object.keys(schema.properties ?? {}), getUiOption(uiSchema, 'order'));
  const wanted = getUiOption(uiSchema, 'sections');
  if (!Array.isArray(wanted)) return [createRest(0, keys)];
  const rest = new Set(keys);
  const sections = wanted.map((wish: unknown, id): Section => {
    const section = isJsonObject(wish) ? wish : {};
    const fields = Array.isArray(section.fields) ? section.fields.map(String) : [];
    return {
      id,
      title: String(section.title ?? ''),
      keys: fields.filter((key) => rest.delete(key)),
      isCollapsible: section.collapsible === true,
      isCollapsed: section.collapsed === true,
    };
  });
  const others = rest.size > 0 ? [createRest(wanted.length, [...rest])] : [];
  return [...sections.filter((section) => section.keys.length > 0), ...others];
}

function createRest(id: number, keys: string[]): Section {
  return { id, title: null, keys, isCollapsible: false, isCollapsed: false };
}

/** rjsf's `ui:order`: names, and `*` for all that it does not name; without `*` they come last. */
function orderKeys(keys: readonly string[], order: unknown): string[] {
  if (!Array.isArray(order)) return [...keys];
  const named = order.map(String);
  const rest = keys.filter((key) => !named.includes(key));
  const ordered = named.flatMap((key) => (key === '*' ? rest : keys.includes(key) ? [key] : []));
  return named.includes('*') ? ordered : [...ordered, ...rest];
}
