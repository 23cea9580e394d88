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
 * Renders a choice whose branches are not objects, and the field of the chosen branch. The choice shows the name of
 * the value, so only screen readers get the label of that field.
 */
export function ValueChoiceField({ node, Field }: ValueChoiceFieldProps) {
  const named = useMemo((): Node => {
    // A checkbox would show the name again as its text.
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
