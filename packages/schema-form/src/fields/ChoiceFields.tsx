import { use } from 'react';
import type { ObjectNode } from '../model/nodes.ts';
import { useFormStore } from '../store/store-context.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { FieldContext } from './field-context.ts';

interface ChoiceFieldsProps {
  node: ObjectNode;
  /** Whether the name of the object is shown above its choices. */
  isNamedAbove?: boolean;
}

/** Renders the choices of an object, each with the members of its chosen branch. */
export function ChoiceFields({ node, isNamedAbove = false }: ChoiceFieldsProps) {
  const store = useFormStore();
  const Field = use(FieldContext);
  return node.choices.map((choice, index) => (
    <ChoiceField
      key={choice.name}
      node={node}
      choice={choice}
      isLabelHidden={isNamedAbove && index === 0}
      hasErrors={index === 0}
    >
      {node.members
        .filter((member) => choice.keys.has(String(member.path.at(-1))))
        .map((member) => (
          <Field key={store.getKey(member)} node={member} />
        ))}
    </ChoiceField>
  ));
}
