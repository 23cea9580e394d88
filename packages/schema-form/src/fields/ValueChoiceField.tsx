import { type ComponentType, useMemo } from 'react';
import type { Node } from '../model/nodes.ts';
import { getWidget } from '../model/widget-name.ts';
import { ChoiceField } from './ChoiceField.tsx';

interface ValueChoiceFieldProps {
  node: Node;
  /** The field of the chosen branch. */
  Field: ComponentType<{ node: Node }>;
}

/**
 * A value whose branches are no objects: which one, under the name of the value, and its field. The name is visible
 * once, and so the field of the branch has it for screen readers alone.
 */
export function ValueChoiceField({ node, Field }: ValueChoiceFieldProps) {
  const named = useMemo((): Node => {
    // The text of a checkbox would be the name once more.
    const isCheckbox = node.type === 'boolean' && getWidget(node.uiSchema) === null;
    const uiSchema = { ...node.uiSchema, 'ui:label': false, ...(isCheckbox && { 'ui:widget': 'radio' }) };
    return { ...node, uiSchema, help: null };
  }, [node]);
  return (
    <div className="value-choice">
      {node.choices.map((choice, index) => (
        <ChoiceField
          key={choice.name}
          node={node}
          choice={choice}
          help={index === 0 ? node.help : null}
          hasErrors={node.type === 'empty'}
        >
          {index === node.choices.length - 1 && <Field node={named} />}
        </ChoiceField>
      ))}
    </div>
  );
}
