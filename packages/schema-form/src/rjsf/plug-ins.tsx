import type {
  ArrayFieldTemplateProps,
  FieldPathId,
  FieldProps,
  FieldTemplateProps,
  ObjectFieldTemplateProps,
  Registry,
  WidgetProps,
} from '@rjsf/utils';
import { type ComponentType, type ReactElement, use } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { type CustomWidget, type FormRegistry, findPart } from '../context/form-registry.ts';
import { type ControlName, getControlName } from '../controls/control-names.ts';
import type { Control, ControlProps } from '../controls/control-props.ts';
import { FramedControl } from '../fields/ControlField.tsx';
import { ControlsContext } from '../fields/controls-context.ts';
import { getErrorId, getHelpId } from '../fields/description-ids.ts';
import { FieldFrame } from '../fields/FieldFrame.tsx';
import { FieldContext } from '../fields/field-context.ts';
import type { PlugIns } from '../fields/plug-ins.ts';
import { getUiOption, isJsonObject, type JsonValue } from '../model/json-schema.ts';
import { getNodeTitle } from '../model/node-title.ts';
import {
  getChildren,
  isValueNode,
  type ListNode,
  type Node,
  type ObjectNode,
  type ValueNode,
} from '../model/nodes.ts';
import { getErrorTexts } from '../store/reported-errors.ts';
import { useFieldState, useFormStore } from '../store/store-context.ts';
import { widgetNames } from './rjsf-widgets.tsx';

type NodeComponent = ComponentType<{ node: Node }>;

/** What a host registers, as the fields ask for it. A name that nothing is registered under counts as not given. */
export function createPlugIns(own: FormRegistry, registry: Registry): PlugIns {
  const made = new Map<unknown, unknown>();
  const once = <T,>(plugIn: unknown, make: () => T): T => {
    if (!made.has(plugIn)) made.set(plugIn, make());
    return made.get(plugIn) as T;
  };
  const findControl: PlugIns['findControl'] = (node) => {
    const named = findPart(own.widgets, getUiOption(node.uiSchema, 'widget')) ?? findReplacement(own, node);
    if (!named) return null;
    const Control = once(named, () => toControl(named, registry));
    return { Control, labelling: named.labelling ?? 'label' };
  };
  const findField = (node: Node): NodeComponent | null => {
    const find = <T,>(parts: Record<string, T> | undefined, option: string) =>
      findPart(parts, getUiOption(node.uiSchema, option));
    const field = find(own.fields, 'field');
    if (field) return once(field, () => toField(field, registry));
    const template = find(own.templates, 'FieldTemplate') as ComponentType<FieldTemplateProps> | undefined;
    if (template) return once(template, () => toFramed(template, registry, findControl));
    if (node.type === 'object') {
      const ofObject = find(own.templates, 'ObjectFieldTemplate') as
        | ComponentType<ObjectFieldTemplateProps>
        | undefined;
      if (ofObject) return once(ofObject, () => toObjectField(ofObject, registry));
    }
    if (node.type === 'list') {
      const ofList = find(own.templates, 'ArrayFieldTemplate') as
        | ComponentType<ArrayFieldTemplateProps>
        | undefined;
      if (ofList) return once(ofList, () => toListField(ofList, registry));
    }
    // A widget may hold a whole list or group in one control.
    const isGroup = node.type === 'object' || node.type === 'list';
    const control = isGroup ? findControl(node) : null;
    return control && once(control.Control, () => toControlField(control));
  };
  return { findField, findControl };
}

/** A widget of the host that is named like the one of ours that the value would get. */
function findReplacement({ widgets }: FormRegistry, node: Node): CustomWidget | undefined {
  if (!widgets || !isValueNode(node)) return undefined;
  const names = widgetNames[getControlName(node)];
  return names.map((name) => findPart(widgets, name)).find((widget) => widget !== undefined);
}

function toFieldPathId({ id, name, path }: Node): FieldPathId {
  return { $id: id, name, path: [...path] };
}

/** All that the uiSchema says of a field, in one object, as rjsf gives it to widgets. */
function getOptions({ uiSchema }: Pick<Node, 'uiSchema'>): Record<string, unknown> {
  const inside = uiSchema['ui:options'];
  const named = Object.entries(uiSchema).filter(([key]) => key.startsWith('ui:') && key !== 'ui:options');
  return {
    ...(isJsonObject(inside) ? inside : {}),
    ...Object.fromEntries(named.map(([key, value]) => [key.slice('ui:'.length), value])),
  };
}

/** A widget as a control. */
function toControl(Widget: CustomWidget, registry: Registry): Control {
  return function WidgetControl(props: ControlProps) {
    const { id, name, path, label, value, schema, uiSchema, options, errors, onChange } = props;
    const enumOptions = options.map((option) => ({ value: option.value, label: option.title }));
    const widgetProps = {
      id,
      name: String(path.at(-1) ?? ''),
      htmlName: name,
      label,
      value,
      schema,
      uiSchema,
      options: { ...getOptions({ uiSchema }), ...(enumOptions.length > 0 && { enumOptions }) },
      required: props.isRequired,
      disabled: props.isDisabled,
      readonly: props.isReadOnly,
      autofocus: props.hasAutoFocus,
      placeholder: props.placeholder,
      multiple: schema.type === 'array',
      ...(errors.length > 0 && { rawErrors: [...errors] }),
      registry,
      onChange: (next: unknown) => onChange(next),
      onBlur: noEvent,
      onFocus: noEvent,
    };
    return <Widget {...(widgetProps as unknown as WidgetProps)} />;
  };
}

/** The form itself notices when a field is left. */
function noEvent(): void {}

function toControlField(control: { Control: Control; labelling: 'label' | 'legend' | 'own' }): NodeComponent {
  return function ControlledGroup({ node }) {
    const held = { ...node, options: [] } as unknown as ValueNode;
    return <FramedControl node={held} {...control} />;
  };
}

/** A field of the host's, with its label and errors around it where it has one value. */
function toField(Field: ComponentType<FieldProps>, registry: Registry): NodeComponent {
  return function PlugInField({ node }) {
    const { id, schema, uiSchema, help, isRequired, isDisabled, isReadOnly } = node;
    const store = useFormStore();
    const { value, errors } = useFieldState(node);
    const isGroup = node.type === 'object' || node.type === 'list';
    const title = getNodeTitle(node);
    const props = {
      name: String(node.path.at(-1) ?? ''),
      schema,
      uiSchema,
      formData: value,
      fieldPathId: toFieldPathId(node),
      required: isRequired,
      disabled: isDisabled,
      readonly: isReadOnly,
      title,
      registry,
      rawErrors: [...getErrorTexts(errors)],
      errorSchema: errors,
      onChange: (next: unknown, path: (string | number)[]) => store.setValueAt(path, next as JsonValue),
      onBlur: noEvent,
      onFocus: noEvent,
    };
    return (
      <FieldFrame
        node={node}
        id={id}
        label={title}
        help={help}
        errors={getErrorTexts(errors)}
        isOptional={!isRequired && !isReadOnly}
        labelling={isGroup ? 'own' : 'label'}
        isLabelHidden={getUiOption(uiSchema, 'label') === false}
      >
        <Field {...(props as unknown as FieldProps)} />
      </FieldFrame>
    );
  };
}

/** A value in a frame of the host's. */
function toFramed(
  Template: ComponentType<FieldTemplateProps>,
  registry: Registry,
  findControl: PlugIns['findControl'],
): NodeComponent {
  return function TemplatedField({ node }) {
    const { id, schema, uiSchema, help, isRequired, isDisabled, isReadOnly } = node;
    const store = useFormStore();
    const { value, errors } = useFieldState(node);
    const own = getErrorTexts(errors);
    const description = getUiOption(uiSchema, 'description') ?? schema.description;
    const props = {
      id,
      label: getNodeTitle(node),
      displayLabel: getUiOption(uiSchema, 'label') !== false,
      rawDescription: description === undefined ? '' : String(description),
      // With the ids by which the control says that it is described.
      ...(help && { rawHelp: help, help: <p id={getHelpId(id)}>{help}</p> }),
      ...(own.length > 0 && { rawErrors: [...own], errors: <p id={getErrorId(id)}>{own.join(' ')}</p> }),
      hidden: node.isHidden,
      required: isRequired,
      disabled: isDisabled,
      readonly: isReadOnly,
      schema,
      uiSchema,
      formData: value,
      fieldPathId: toFieldPathId(node),
      registry,
      onChange: (next: unknown, path: (string | number)[]) => store.setValueAt(path, next as JsonValue),
      onKeyRename: noEvent,
      onKeyRenameBlur: noEvent,
      onRemoveProperty: noEvent,
    };
    return (
      <Template {...(props as unknown as FieldTemplateProps)}>
        <BareField node={node} findControl={findControl} />
      </Template>
    );
  };
}

/** A value without its frame: a control alone, or a group as it is. */
function BareField({ node, findControl }: { node: Node; findControl: PlugIns['findControl'] }) {
  const Field = use(FieldContext);
  const controls = use(ControlsContext);
  if (!isValueNode(node)) return <Field node={withoutTemplate(node)} />;
  const name = getControlName(node);
  const Control = findControl(node)?.Control ?? controls[name as ControlName];
  return Control ? <FramedControl node={node as ValueNode} Control={Control} labelling="own" isBare /> : null;
}

function withoutTemplate(node: Node): Node {
  const { 'ui:FieldTemplate': _, ...uiSchema } = node.uiSchema;
  return { ...node, uiSchema };
}

function toObjectField(Template: ComponentType<ObjectFieldTemplateProps>, registry: Registry): NodeComponent {
  return function TemplatedObject({ node }) {
    const { texts } = useFormContext();
    const store = useFormStore();
    const { value, errors } = useFieldState(node);
    const Field = use(FieldContext);
    const object = node as ObjectNode;
    const members = object.sections.flatMap((section) => section.members);
    const others = object.members.filter((member) => !members.includes(member));
    const props = {
      ...getContainerProps(node, registry),
      title: getNodeTitle(node),
      description: node.help ?? undefined,
      formData: value,
      errorSchema: errors,
      properties: [...members, ...others].map((member) => ({
        content: <Field key={store.getKey(member)} node={member} />,
        name: String(member.path.at(-1)),
        disabled: member.isDisabled,
        readonly: member.isReadOnly,
        hidden: member.isHidden || member.isTag,
      })),
      onAddProperty: () => store.addEntry(object, texts.newKey),
    };
    return <Template {...(props as unknown as ObjectFieldTemplateProps)} />;
  };
}

function toListField(Template: ComponentType<ArrayFieldTemplateProps>, registry: Registry): NodeComponent {
  return function TemplatedList({ node }) {
    const store = useFormStore();
    const { value, errors } = useFieldState(node);
    const Field = use(FieldContext);
    const list = node as ListNode;
    const items = getChildren(node).map(
      (item, index): ReactElement => <Field key={store.getKey(item) ?? index} node={item} />,
    );
    const props = {
      ...getContainerProps(node, registry),
      title: getNodeTitle(node),
      formData: value,
      errorSchema: errors,
      rawErrors: [...getErrorTexts(errors)],
      canAdd: list.canAdd,
      items,
      onAddClick: () => store.changeList(list, 'add', items.length),
    };
    return <Template {...(props as unknown as ArrayFieldTemplateProps)} />;
  };
}

function getContainerProps(node: Node, registry: Registry) {
  return {
    schema: node.schema,
    uiSchema: node.uiSchema,
    fieldPathId: toFieldPathId(node),
    required: node.isRequired,
    disabled: node.isDisabled,
    readonly: node.isReadOnly,
    registry,
  };
}
