import type { FieldPathId, Registry, RJSFSchema, UIOptionsType } from '@rjsf/utils';
import { getUiOption, isJsonObject, type UiSchema } from '../model/json-schema.ts';
import type { Node } from '../model/nodes.ts';
import { findPlugIn, isComponent } from './find-plug-in.ts';

/** What rjsf gives to every plug-in. */
export function getBaseProps(node: Node, registry: Registry) {
  return {
    schema: node.schema as RJSFSchema,
    uiSchema: withoutUnknownTemplates(node.uiSchema, registry),
    fieldPathId: toFieldPathId(node),
    required: node.isRequired,
    disabled: node.isDisabled,
    readonly: node.isReadOnly,
    registry,
  };
}

function toFieldPathId({ id, name, path }: Node): FieldPathId {
  return { $id: id, name, path: [...path] };
}

/** The name of a value in the object or list around it; empty for the root. */
export function getName(node: Pick<Node, 'path'>): string {
  return String(node.path.at(-1) ?? '');
}

/** All that the uiSchema says of a field, in one object, as rjsf gives it to widgets. */
export function getUiOptions(uiSchema: UiSchema): UIOptionsType {
  const inside = uiSchema['ui:options'];
  const named = Object.entries(uiSchema).filter(([key]) => key.startsWith('ui:') && key !== 'ui:options');
  return {
    ...(isJsonObject(inside) ? inside : {}),
    ...Object.fromEntries(named.map(([key, value]) => [key.slice('ui:'.length), value])),
  } as UIOptionsType;
}

/**
 * A uiSchema without the names of templates that nothing is registered under: rjsf would render an element of that name,
 * which the author of a form could choose.
 */
function withoutUnknownTemplates(uiSchema: UiSchema, { templates }: Registry): UiSchema {
  const isUnknown = ([key, value]: [string, unknown]) =>
    key.endsWith('Template') && !isComponent(findPlugIn(templates, value));
  const omitUnknown = (options: UiSchema): UiSchema => {
    const entries = Object.entries(options);
    return entries.some(isUnknown)
      ? Object.fromEntries(entries.filter((entry) => !isUnknown(entry)))
      : options;
  };
  const own = omitUnknown(uiSchema);
  const inside = own['ui:options'];
  const known = isJsonObject(inside) ? omitUnknown(inside) : inside;
  return known === inside ? own : { ...own, 'ui:options': known };
}

/** What `ui:description` or the schema says about a value; empty where neither does. */
export function getDescription({ uiSchema, schema }: Node): string {
  const description = getUiOption(uiSchema, 'description') ?? schema.description;
  return description === undefined ? '' : String(description);
}

/** The form itself notices when a field is left, by the events of its elements. */
export function noEvent(): void {}
