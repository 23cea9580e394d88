/** uiSchemas that are said of the same value. */
import { getUiOption, type UiSchema } from './json-schema.ts';

const merged = new WeakMap<UiSchema, WeakMap<UiSchema, UiSchema>>();

/**
 * The uiSchema of a value with that of its branch over it, but for the title: the name of a branch is not the name
 * of the value. The same object for the same two.
 */
export function mergeUiSchemas(whole: UiSchema, branch: UiSchema | undefined): UiSchema {
  if (!branch) return whole;
  const ofWhole = merged.get(whole) ?? new WeakMap<UiSchema, UiSchema>();
  merged.set(whole, ofWhole);
  const known = ofWhole.get(branch) ?? { ...whole, ...branch, 'ui:title': getUiOption(whole, 'title') };
  ofWhole.set(branch, known);
  return known;
}
