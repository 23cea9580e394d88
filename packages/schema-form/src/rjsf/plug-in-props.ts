import type { FieldPathId, Registry, RJSFSchema, UIOptionsType } from '@rjsf/utils';
import { getUiOption, isJsonObject, type UiSchema } from '../model/json-schema.ts';
import type { Node } from '../model/nodes.ts';
import { findPlugIn, isComponent } from './find-plug-in.ts';

/** Returns the props that rjsf passes to every plug-in. */
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

/** Returns the key of a value in its object or list; empty for the root. */
export function getName(node: Pick<Node, 'path'>): string {
  return String(node.path.at(-1) ?? '');
}

/** Returns the options of a uiSchema in one object, without the prefix `ui:`, as rjsf passes them to widgets. */
export function getUiOptions(uiSchema: UiSchema): UIOptionsType {
  const inside = uiSchema['ui:options'];
  const named = Object.entries(uiSchema).filter(([key]) => key.startsWith('ui:') && key !== 'ui:options');
  return {
    ...(isJsonObject(inside) ? inside : {}),
    ...Object.fromEntries(named.map(([key, value]) => [key.slice('ui:'.length), value])),
  } as UIOptionsType;
}

/**
 * Returns a uiSchema without the names of unregistered templates. Against injection: rjsf would render an HTML element
 * of that name, such as `script`, and the author of a form chooses the name.
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

/** Returns `ui:description` or the description in the schema; empty if there is neither. */
export function getDescription({ uiSchema, schema }: Node): string {
  const description = getUiOption(uiSchema, 'description') ?? schema.description;
  return description === undefined ? '' : String(description);
}

/** Does nothing: the form listens to the events of its elements and needs no callbacks. */
export function noEvent(): void {}
