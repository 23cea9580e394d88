import { isJsonObject, type JsonSchema } from 'schema-form/server';
import { identityKeys } from '../domain/customer.ts';
import { getRootProperties } from './form-definition.ts';
import type { LanguageForm } from './profile-forms.ts';

const writable = new WeakMap<LanguageForm, LanguageForm>();

/**
 * Returns the form without its `readOnly` keywords: customers may not change such values, and the operator's own
 * systems may. The id and the number of a customer stay `readOnly`, because no form changes them.
 */
export function toWritableForm(form: LanguageForm): LanguageForm {
  const known = writable.get(form);
  if (known) return known;
  const schema = omitReadOnly(form.schema, false) as JsonSchema;
  for (const [key, property] of getRootProperties(schema)) {
    if (isJsonObject(property) && identityKeys.includes(key)) property.readOnly = true;
  }
  const created = { ...form, schema };
  writable.set(form, created);
  return created;
}

/** Keywords whose keys are names, and keywords whose values are data. */
const maps = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies'];
const data = ['const', 'enum', 'default', 'examples'];

function omitReadOnly(value: unknown, isMap: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => omitReadOnly(item, false));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value)
    .filter(([key]) => isMap || key !== 'readOnly')
    .map(([key, child]) => {
      const isData = !isMap && data.includes(key);
      return [key, isData ? child : omitReadOnly(child, !isMap && maps.includes(key))];
    });
  return Object.fromEntries(entries);
}
