import { use, useMemo } from 'react';
import { findNode, type Node, type ObjectNode } from '../model/nodes.ts';
import { mergeUiSchemas } from '../model/ui-schema.ts';
import { getValueAt } from '../model/value-at.ts';
import { useFieldState } from '../store/store-context.ts';
import { FieldContext } from './field-context.ts';
import { type GridNode, holdsCondition } from './grid-layout.ts';

/** Renders the members of an object in a grid. On narrow screens, the columns are stacked. */
export function GridField({ node, grid }: { node: ObjectNode; grid: GridNode }) {
  return <Grid node={node} grid={grid} />;
}

function Grid({ node, grid }: { node: ObjectNode; grid: GridNode }) {
  switch (grid.type) {
    case 'row':
      return (
        <div className="grid">
          <Grids node={node} grids={grid.children} />
        </div>
      );
    case 'column':
      return (
        <div className={getColumnClass(grid.width)}>
          <Grids node={node} grids={grid.children} />
        </div>
      );
    case 'columns':
      return grid.children.map((child) => (
        <div className={getColumnClass(grid.width)} key={toKey(child)}>
          <Grid node={node} grid={child} />
        </div>
      ));
    case 'condition':
      return <Condition node={node} grid={grid} />;
    case 'member':
      return <Member node={node} grid={grid} />;
  }
}

function Grids({ node, grids }: { node: ObjectNode; grids: readonly GridNode[] }) {
  return grids.map((grid) => <Grid key={toKey(grid)} node={node} grid={grid} />);
}

function Condition({ node, grid }: { node: ObjectNode; grid: Extract<GridNode, { type: 'condition' }> }) {
  const { value } = useFieldState(node);
  const { field, operator, value: wanted, children } = grid;
  const holds = holdsCondition(operator, getValueAt(value, field.split('.')), wanted);
  return holds && <Grids node={node} grids={children} />;
}

function Member({ node, grid }: { node: ObjectNode; grid: Extract<GridNode, { type: 'member' }> }) {
  const Field = use(FieldContext);
  const member = findNode(node, grid.path);
  const shown = useMemo(() => member && withOptions(member, grid.options), [member, grid.options]);
  return shown && <Field node={shown} />;
}

/** Merges the options of the grid into the uiSchema of a node. */
function withOptions(node: Node, options: object): Node {
  if (Object.keys(options).length === 0) return node;
  return { ...node, uiSchema: mergeUiSchemas(node.uiSchema, { 'ui:options': options }) };
}

function getColumnClass(width: number | null): string {
  return width === null ? 'grid-column' : `grid-column grid-column-${width}`;
}

function toKey(grid: GridNode): string {
  return JSON.stringify(grid);
}
