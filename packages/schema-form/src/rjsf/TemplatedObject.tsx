import { getTemplate, type ObjectFieldTemplateProps, type Registry } from '@rjsf/utils';
import { type ComponentType, use } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { AddedEntryContext, useAddedEntry } from '../fields/added-entry.ts';
import { ChoiceFields } from '../fields/ChoiceFields.tsx';
import { ErrorTexts } from '../fields/FieldFrame.tsx';
import { FieldContext } from '../fields/field-context.ts';
import { mapSuffix } from '../model/map-changes.ts';
import { getNodeTitle } from '../model/node-title.ts';
import type { Node, ObjectNode } from '../model/nodes.ts';
import { getValueErrors } from '../store/reported-errors.ts';
import { useFieldState, useFormStore } from '../store/store-context.ts';
import { useIsFramed } from './layers.tsx';
import { getBaseProps, getDescription, getName, getUiOptions } from './plug-in-props.ts';

/**
 * Creates a component that renders an object with the host's template, which contains our fields. Choices between
 * branches follow the template.
 */
export function createTemplatedObject(registry: Registry): ComponentType<{ node: Node }> {
  return function TemplatedObject({ node }) {
    const object = node as ObjectNode;
    const { texts } = useFormContext();
    const store = useFormStore();
    const added = useAddedEntry();
    const isFramed = useIsFramed(node);
    const { value, errors } = useFieldState(node);
    const Field = use(FieldContext);
    const base = getBaseProps(node, registry);
    const options = getUiOptions(base.uiSchema);
    const hasLabel = options.label !== false;
    const branchKeys = new Set(object.choices.flatMap(({ keys }) => [...keys]));
    const inSections = object.sections.flatMap((section) => section.members);
    const others = object.members.filter((member) => !inSections.includes(member));
    const members = [...inSections, ...others].filter((member) => !branchKeys.has(getName(member)));
    const props = {
      ...base,
      title: hasLabel ? getNodeTitle(node) : '',
      description: hasLabel ? getDescription(node) || undefined : undefined,
      formData: value,
      errorSchema: errors,
      properties: members.map((member) => ({
        content: <Field key={store.getKey(member)} node={member} />,
        name: getName(member),
        disabled: member.isDisabled,
        readonly: member.isReadOnly,
        hidden: member.isHidden || member.isTag,
      })),
      onAddProperty: () => added.set(store.addEntry(object, texts.newKey)),
    };
    const Template = getTemplate('ObjectFieldTemplate', registry, options);
    return (
      <AddedEntryContext value={added}>
        {/* Submits the map even if all its entries were removed. */}
        {object.canAdd && node.path.length > 0 && (
          <input type="hidden" name={`${node.name}${mapSuffix}`} value="" />
        )}
        <Template {...(props as unknown as ObjectFieldTemplateProps)} />
        <ChoiceFields node={object} />
        {!isFramed && <ErrorTexts id={node.id} errors={getValueErrors(errors)} />}
      </AddedEntryContext>
    );
  };
}
