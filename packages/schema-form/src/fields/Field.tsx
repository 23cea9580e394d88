import { type ComponentType, memo, type ReactNode, use } from 'react';
import type { Node } from '../model/nodes.ts';
import { ClosedField } from './ClosedField.tsx';
import { HiddenField } from './HiddenField.tsx';
import { ListField } from './ListField.tsx';
import { MapEntry } from './MapEntry.tsx';
import { NoField } from './NoField.tsx';
import { ObjectField } from './ObjectField.tsx';
import { isOptionalField, OptionalField } from './OptionalField.tsx';
import { type PlugIns, PlugInsContext } from './plug-ins-context.ts';
import { SubmittedType } from './SubmittedType.tsx';
import { UntypedField } from './UntypedField.tsx';
import { ValueChoiceField } from './ValueChoiceField.tsx';
import { ValueField } from './ValueField.tsx';

type Fields = { [Type in Node['type']]: ComponentType<{ node: Extract<Node, { type: Type }> }> };

/** The component that renders each type of node. */
const fields: Fields = {
  object: ObjectField,
  list: ListField,
  text: ValueField,
  number: ValueField,
  boolean: ValueField,
  option: ValueField,
  options: ValueField,
  texts: ValueField,
  untyped: UntypedField,
  empty: NoField,
  closed: ClosedField,
};

/** Renders a node of any type. It renders again only when it gets another node. */
export const Field = memo(function Field({ node }: { node: Node }) {
  const { findField } = use(PlugInsContext);
  const field = (
    <>
      {renderField(node, findField)}
      <SubmittedType node={node} />
    </>
  );
  return node.isAdded ? <MapEntry node={node}>{field}</MapEntry> : field;
});

function renderField(node: Node, findField: PlugIns['findField']): ReactNode {
  const Component = fields[node.type] as ComponentType<{ node: Node }>;
  if (node.isTag || node.isHidden) {
    return (
      <HiddenField node={node}>
        <Component node={node} />
      </HiddenField>
    );
  }
  const PlugIn = findField(node);
  if (PlugIn) return <PlugIn node={node} />;
  const hasOwnChoice = node.choices.length > 0 && node.type !== 'object';
  const own = hasOwnChoice ? <ValueChoiceField node={node} Field={Component} /> : <Component node={node} />;
  return isOptionalField(node) ? <OptionalField node={node}>{own}</OptionalField> : own;
}
