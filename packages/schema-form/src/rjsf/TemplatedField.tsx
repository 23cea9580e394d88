import { type FieldTemplateProps, getTemplate, type Registry } from '@rjsf/utils';
import { type ComponentType, use, useMemo } from 'react';
import type { Control } from '../controls/control-props.ts';
import { getHelpId } from '../controls/description-ids.ts';
import { ControlField } from '../fields/ControlField.tsx';
import { ControlsContext } from '../fields/controls-context.ts';
import { FieldContext } from '../fields/field-context.ts';
import { type ControlName, getControlName, getLabelling } from '../model/control-names.ts';
import { getTypes, getUiOption } from '../model/json-schema.ts';
import { getNodeTitle } from '../model/node-title.ts';
import { isValueNode, type Node, type ValueNode } from '../model/nodes.ts';
import { getValueErrors } from '../store/reported-errors.ts';
import { useFieldState } from '../store/store-context.ts';
import { Inside, type LayeredPlugIns } from './layers.tsx';
import { getBaseProps, getDescription, getUiOptions, noEvent } from './plug-in-props.ts';
import { useChangeAt } from './use-change-at.ts';

/** Creates a component that renders a node inside the host's `FieldTemplate`. */
export function createTemplatedField(
  registry: Registry,
  plugIns: LayeredPlugIns,
): ComponentType<{ node: Node }> {
  return function TemplatedField({ node }) {
    const { id } = node;
    const { value, errors } = useFieldState(node);
    const change = useChangeAt(node.path);
    const controls = use(ControlsContext);
    const inner = plugIns.findInside(node, 'frame');
    const control = inner ? null : findBareControl(node, plugIns, controls);
    // Our own fields for groups, lists and choices render these texts themselves.
    const hasTexts = inner !== null || control !== null;
    const base = getBaseProps(node, registry);
    const options = getUiOptions(base.uiSchema);
    const rawErrors = [...getValueErrors(errors)];
    const rawDescription = getDescription(node);
    const rawHelp = typeof options.help === 'string' ? options.help : undefined;
    const Template = getTemplate('FieldTemplate', registry, options);
    const Description = getTemplate('DescriptionFieldTemplate', registry, options);
    const Help = getTemplate('FieldHelpTemplate', registry, options);
    const Errors = getTemplate('FieldErrorTemplate', registry, options);
    const props = {
      ...base,
      id,
      classNames: getClassNames(node),
      style: options.style,
      label: getNodeTitle(node),
      displayLabel: control !== null && control.labelling !== 'own' && options.label !== false,
      rawDescription,
      rawHelp,
      rawErrors: rawErrors.length > 0 ? rawErrors : undefined,
      description: hasTexts ? (
        // Without a help text, the description gets the id that the control's `aria-describedby` refers to.
        <Description
          {...base}
          id={rawHelp ? `${id}__description` : getHelpId(id)}
          description={rawDescription}
        />
      ) : undefined,
      help: hasTexts ? <Help {...base} help={rawHelp ?? ''} hasErrors={rawErrors.length > 0} /> : undefined,
      errors: hasTexts || node.type === 'object' ? <Errors {...base} errors={rawErrors} /> : undefined,
      hidden: node.isHidden,
      formData: value,
      onChange: change,
      // The names and buttons of map entries are rendered outside the frame.
      onKeyRename: noEvent,
      onKeyRenameBlur: noEvent,
      onRemoveProperty: noEvent,
    };
    return (
      <Template {...(props as unknown as FieldTemplateProps)}>
        <Inside node={node} plugIns={plugIns} after="frame">
          {control ? (
            <ControlField node={node as ValueNode} {...control} isBare />
          ) : (
            <InnerField node={node} />
          )}
        </Inside>
      </Template>
    );
  };
}

/** Returns the control that the frame contains directly; null if the node needs more than a single control. */
function findBareControl(
  node: Node,
  { findControl }: LayeredPlugIns,
  controls: Partial<Record<ControlName, Control>>,
) {
  if (!isValueNode(node) || node.choices.length > 0) return null;
  const custom = findControl(node);
  if (custom) return custom;
  const name = getControlName(node);
  const Control = controls[name];
  return Control ? { Control, labelling: getLabelling(name) } : null;
}

/** Renders the field of a node without the name and buttons of a map entry, which the outer field has rendered. */
function InnerField({ node }: { node: Node }) {
  const Field = use(FieldContext);
  const inner = useMemo(() => (node.isAdded ? { ...node, isAdded: false } : node), [node]);
  return <Field node={inner} />;
}

function getClassNames({ schema, uiSchema }: Node): string {
  const [type = 'null'] = getTypes(schema);
  const own = getUiOption(uiSchema, 'classNames');
  return ['rjsf-field', `rjsf-field-${type}`, typeof own === 'string' && own].filter(Boolean).join(' ');
}
