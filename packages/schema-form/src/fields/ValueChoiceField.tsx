import { type ReactNode, useId } from 'react';
import { useFormContext } from '../context/form-context.ts';
import type { Node } from '../model/nodes.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { getGroupTitle } from './titles.ts';

/** A value whose branches are no objects: what it is, and its field, under the name of the value. */
export function ValueChoiceField({ node, children }: { node: Node; children: ReactNode }) {
  const { texts } = useFormContext();
  const legendId = useId();
  const title = getGroupTitle(node, texts);
  const [first] = node.choices;
  if (!first) return children;
  return (
    <fieldset className="group" aria-labelledby={title ? legendId : undefined}>
      {title && (
        <legend className="group-title" id={legendId}>
          {title}
        </legend>
      )}
      {node.choices.map((choice, index) => (
        <ChoiceField key={choice.name} node={node} choice={choice}>
          {index === node.choices.length - 1 && children}
        </ChoiceField>
      ))}
    </fieldset>
  );
}
