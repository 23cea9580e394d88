import { use, useMemo } from 'react';
import { findNode, type Node, type ObjectNode } from '../model/nodes.ts';
import { mergeUiSchemas } from '../model/ui-schema.ts';
import { getValueAt } from '../model/value-at.ts';
import { useFieldState } from '../store/store-context.ts';
import { FieldContext } from './field-context.ts';
import { type GridPart, holdsCondition } from './grid-layout.ts';

/** Renders the members of an object in a grid. On narrow screens, the columns are stacked. */
export function GridField({ node, grid }: { node: ObjectNode; grid: GridPart }) {
  return <Part node={node} part={grid} />;
}

function Part({ node, part }: { node: ObjectNode; part: GridPart }) {
  switch (part.type) {
    case 'row':
      return (
        <div className="grid">
          <Parts node={node} parts={part.children} />
        </div>
      );
    case 'column':
      return (
        <div className={getColumnClass(part.parts)}>
          <Parts node={node} parts={part.children} />
        </div>
      );
    case 'columns':
      return part.children.map((child) => (
        <div className={getColumnClass(part.parts)} key={toKey(child)}>
          <Part node={node} part={child} />
        </div>
      ));
    case 'condition':
      return <Condition node={node} part={part} />;
    case 'member':
      return <Member node={node} part={part} />;
  }
}

function Parts({ node, parts }: { node: ObjectNode; parts: readonly GridPart[] }) {
  return parts.map((part) => <Part key={toKey(part)} node={node} part={part} />);
}

function Condition({ node, part }: { node: ObjectNode; part: Extract<GridPart, { type: 'condition' }> }) {
  const { value } = useFieldState(node);
  const { field, operator, value: wanted, children } = part;
  const holds = holdsCondition(operator, getValueAt(value, field.split('.')), wanted);
  return holds && <Parts node={node} parts={children} />;
}

function Member({ node, part }: { node: ObjectNode; part: Extract<GridPart, { type: 'member' }> }) {
  const Field = use(FieldContext);
  const member = findNode(node, part.path);
  const shown = useMemo(() => member && withOptions(member, part.options), [member, part.options]);
  return shown && <Field node={shown} />;
}

/** Merges the options of the grid into the uiSchema of a node. */
function withOptions(node: Node, options: object): Node {
  if (Object.keys(options).length === 0) return node;
  return { ...node, uiSchema: mergeUiSchemas(node.uiSchema, { 'ui:options': options }) };
}

function getColumnClass(parts: number | null): string {
  return parts === null ? 'grid-column' : `grid-column grid-column-${parts}`;
}

function toKey(part: GridPart): string {
  return JSON.stringify(part);
}
