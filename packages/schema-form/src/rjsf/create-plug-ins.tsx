import type { Registry } from '@rjsf/utils';
import type { ComponentType } from 'react';
import { ControlField } from '../fields/ControlField.tsx';
import type { PlugIns } from '../fields/plug-ins-context.ts';
import { getTypes, getUiOption } from '../model/json-schema.ts';
import type { Node, ValueNode } from '../model/nodes.ts';
import { findPlugIn } from './find-plug-in.ts';
import { findWidget } from './find-widget.ts';
import type { CustomField, CustomWidget, FormRegistry } from './form-registry.ts';
import { type Layer, type LayeredPlugIns, useIsFramed } from './layers.tsx';
import { createPlugInField } from './PlugInField.tsx';
import { createTemplatedField } from './TemplatedField.tsx';
import { createTemplatedList } from './TemplatedList.tsx';
import { createTemplatedObject } from './TemplatedObject.tsx';
import { createWidgetControl } from './WidgetControl.tsx';

type NodeComponent = ComponentType<{ node: Node }>;

/** The templates that make up the frame of a value, an object or a list. */
const templates = {
  frame: [
    'FieldTemplate',
    'DescriptionFieldTemplate',
    'FieldHelpTemplate',
    'FieldErrorTemplate',
    'WrapIfAdditionalTemplate',
  ],
  object: ['ObjectFieldTemplate', 'TitleFieldTemplate'],
  list: [
    'ArrayFieldTemplate',
    'ArrayFieldItemTemplate',
    'ArrayFieldItemButtonsTemplate',
    'ArrayFieldTitleTemplate',
    'ArrayFieldDescriptionTemplate',
    'TitleFieldTemplate',
    'ButtonTemplates',
  ],
} as const;

/** The names of rjsf's fields by the type of the value. */
const fieldNames: Record<string, string> = {
  object: 'ObjectField',
  array: 'ArrayField',
  string: 'StringField',
  number: 'NumberField',
  integer: 'NumberField',
  boolean: 'BooleanField',
};

/** Creates the functions that find the host's plug-in for a node. Names of unregistered plug-ins are ignored. */
export function createPlugIns(own: FormRegistry, registry: Registry): LayeredPlugIns {
  const getControl = memoize((widget: CustomWidget) => createWidgetControl(widget, registry));
  const findControl: PlugIns['findControl'] = (node) => {
    const widget = findWidget(node, own);
    if (!widget) return null;
    // The checkbox of rjsf renders its own label.
    const isCheckbox =
      node.schema.type === 'boolean' && checkboxes.includes(getUiOption(node.uiSchema, 'widget'));
    return { Control: getControl(widget), labelling: widget.labelling ?? (isCheckbox ? 'own' : 'label') };
  };
  const plugIns: LayeredPlugIns = {
    findControl,
    findField: (node) => findFrom(0, node),
    findInside: (node, after) => findFrom(order.indexOf(after) + 1, node),
  };

  const isTemplated = (names: readonly string[], { uiSchema }: Node) =>
    names.some(
      (name) => findPlugIn(own.templates, getUiOption(uiSchema, name)) ?? findPlugIn(own.templates, name),
    );
  const getField = memoize((field: CustomField) => createPlugInField(field, registry, plugIns));
  const TemplatedField = createTemplatedField(registry, plugIns);
  const TemplatedObject = createTemplatedObject(registry);
  const TemplatedList = createTemplatedList(registry);
  const ControlledGroup = createControlledGroup(findControl);
  /** Returns the host's component for a layer of a node; null if it has none. */
  const layers: Record<Layer, (node: Node) => NodeComponent | null> = {
    frame: (node) => (isTemplated(templates.frame, node) ? TemplatedField : null),
    field: (node) => {
      const named = findPlugIn(own.fields, getUiOption(node.uiSchema, 'field'));
      const field = named ?? findPlugIn(own.fields, fieldNames[getTypes(node.schema)[0] ?? '']);
      return field ? getField(field) : null;
    },
    group: (node) => {
      if (node.type === 'object' && isTemplated(templates.object, node)) return TemplatedObject;
      if (node.type === 'list' && isTemplated(templates.list, node)) return TemplatedList;
      // A widget may hold a whole list or group in one control.
      const isGroup = node.type === 'object' || node.type === 'list';
      return isGroup && findControl(node) ? ControlledGroup : null;
    },
  };
  const findFrom = (first: number, node: Node): NodeComponent | null => {
    for (const layer of order.slice(first)) {
      const found = layers[layer](node);
      if (found) return found;
    }
    return null;
  };
  return plugIns;
}

/** The layers from the outside in. */
const order: readonly Layer[] = ['frame', 'field', 'group'];

/** The values of `ui:widget` that select a checkbox for a boolean. It is also the default. */
const checkboxes: readonly unknown[] = [undefined, 'checkbox', 'CheckboxWidget'];

/** Caches the result for each key, because React discards the state of a component when its function changes. */
function memoize<Key, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new Map<Key, Made>();
  return (key) => {
    const found = made.get(key) ?? make(key);
    made.set(key, found);
    return found;
  };
}

/** Creates a component that renders a group or list as a single control. */
function createControlledGroup(findControl: PlugIns['findControl']): NodeComponent {
  return function ControlledGroup({ node }) {
    const isFramed = useIsFramed(node);
    const control = findControl(node);
    const valueNode: ValueNode = { ...node, type: 'texts', options: [] };
    return control && <ControlField node={valueNode} {...control} isBare={isFramed} />;
  };
}
