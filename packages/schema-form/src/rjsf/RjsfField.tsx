import CoreSchemaField from '@rjsf/core/lib/components/fields/SchemaField.js';
import { type FieldProps, hasWidget, type Registry, TranslatableString } from '@rjsf/utils';
import { type FormTexts, useFormSurroundings } from '../context/form-texts.ts';
import { getUiOption, isJsonObject, type JsonSchema, type UiSchema } from '../model/json-schema.ts';
import { isGrid } from './GridField.tsx';

/** rjsf's own field, in the form's words, and with a uiSchema that it does not throw at. */
export function RjsfField(props: FieldProps) {
  const { texts } = useFormSurroundings();
  return (
    <CoreSchemaField
      {...props}
      registry={inWords(props.registry, texts)}
      uiSchema={withoutUnknown(props) as never}
    />
  );
}

/** What names a widget or a field that there is none of says nothing; an order is one of all properties. */
function withoutUnknown(props: FieldProps): UiSchema {
  const uiSchema = (props.uiSchema ?? {}) as UiSchema;
  const field = getUiOption(uiSchema, 'field');
  const widget = getUiOption(uiSchema, 'widget');
  const order = getUiOption(uiSchema, 'order');
  const changes: UiSchema = {};
  if (typeof field === 'string' && !isKnownField(field, props)) changes.field = undefined;
  if (widget !== undefined && !isKnownWidget(widget, props)) changes.widget = undefined;
  for (const name of ['FieldTemplate', 'ObjectFieldTemplate', 'ArrayFieldTemplate']) {
    const template = getUiOption(uiSchema, name);
    const isKnown = typeof template === 'string' && Object.hasOwn(props.registry.templates, template);
    if (template !== undefined && !isKnown) changes[name] = undefined;
  }
  if (Array.isArray(order)) changes.order = [...new Set([...order, '*'])];
  else if (order !== undefined) changes.order = undefined;
  if (Object.keys(changes).length === 0) return uiSchema;
  const given = uiSchema['ui:options'];
  const options = { ...(isJsonObject(given) ? given : {}), ...changes };
  const kept = Object.entries(uiSchema).filter(([key]) => !(key.replace('ui:', '') in changes));
  return {
    ...Object.fromEntries(kept),
    // Of an option rjsf asks too whether it is there at all.
    'ui:options': Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  };
}

function isKnownField(field: string, { registry, uiSchema, schema, formData }: FieldProps): boolean {
  // It is what renders every field: as the field of itself it would render itself without end.
  if (field === 'SchemaField') return false;
  if (field !== 'LayoutGridField') return Object.hasOwn(registry.fields, field);
  const { properties } = registry.schemaUtils.retrieveSchema(schema, formData) as JsonSchema;
  return properties !== undefined && isGrid(getUiOption(uiSchema as UiSchema, 'layoutGrid'));
}

function isKnownWidget(widget: unknown, { schema, formData, registry }: FieldProps): boolean {
  if (typeof widget !== 'string' || widget in Object.prototype) return false;
  const resolved = registry.schemaUtils.retrieveSchema(schema, formData) as JsonSchema;
  // A choice between schemas is made by number.
  const isChoice = (resolved.anyOf ?? resolved.oneOf) !== undefined;
  return hasWidget((isChoice ? { type: 'number' } : resolved) as never, widget, registry.widgets);
}

const registriesInWords = new WeakMap<Registry, { texts: FormTexts; registry: Registry }>();

/** A registry whose texts are those of the form; the same one for the same registry. */
function inWords(registry: Registry, texts: FormTexts): Registry {
  const known = registriesInWords.get(registry);
  if (known?.texts === texts) return known.registry;
  const translateString: Registry['translateString'] = (key, params = []) =>
    translate(texts, key, params) ?? registry.translateString(key, params);
  const translated = { ...registry, translateString };
  registriesInWords.set(registry, { texts, registry: translated });
  // What is drawn inside comes back with this one.
  registriesInWords.set(translated, { texts, registry: translated });
  return translated;
}

function translate(texts: FormTexts, key: TranslatableString, params: readonly string[]): string | null {
  const [first = ''] = params;
  if (key === TranslatableString.DeprecatedLabel) return `${first} (${texts.deprecated})`;
  if (key === TranslatableString.YesLabel) return texts.yes;
  if (key === TranslatableString.NoLabel) return texts.no;
  // An added property has no value until somebody gives it one.
  if (key === TranslatableString.NewStringDefault) return '';
  return null;
}
