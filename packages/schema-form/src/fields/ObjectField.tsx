import { useFormContext } from '../context/form-context.ts';
import { getHelpId } from '../controls/description-ids.ts';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { getMemberName } from '../model/field-name.ts';
import { getFreeKeys, mapSuffix } from '../model/map-changes.ts';
import { getNodeTitle } from '../model/node-title.ts';
import type { ObjectNode } from '../model/nodes.ts';
import { useFormStore, useRemoved } from '../store/store-context.ts';
import { ActionButton, EnterButton } from './ActionButton.tsx';
import { AddedEntryContext, useAddedEntry } from './added-entry.ts';
import { ChoiceFields } from './ChoiceFields.tsx';
import { GridField } from './GridField.tsx';
import { Group } from './Group.tsx';
import { getGrid } from './grid-layout.ts';
import { HelpText } from './HelpText.tsx';
import { Sections } from './Sections.tsx';
import { UndoRemoval } from './UndoRemoval.tsx';

/** Renders the members of an object in their order and sections. An object inside another one becomes a group. */
export function ObjectField({ node }: { node: ObjectNode }) {
  const store = useFormStore();
  const { texts } = useFormContext();
  const isHydrated = useIsHydrated();
  const added = useAddedEntry();
  const removed = useRemoved(node);
  const grid = getGrid(node);
  const isRoot = node.path.length === 0;
  // Without script, entries can't be added to the root: the server can't tell which entries the root had before.
  const canAdd = node.canAdd && (!isRoot || (isHydrated && store.getShownSections() === null));
  // A choice right below the title of the group does not repeat the title as its label.
  const isNamedAbove = !isRoot && getNodeTitle(node) !== '' && !hasVisibleMembers(node);
  const newKey = node.keys === null ? texts.newKey : (getFreeKeys(node.keys, store.getValue(node))[0] ?? '');
  const content = (
    <>
      {node.canAdd && !isRoot && (
        <>
          <EnterButton />
          {/* This field submits the map even if all entries were removed. */}
          <input type="hidden" name={`${node.name}${mapSuffix}`} value="" />
        </>
      )}
      {grid ? <GridField node={node} grid={grid} /> : <Sections node={node} />}
      <ChoiceFields node={node} isNamedAbove={isNamedAbove} />
      {removed && (
        <UndoRemoval
          action="restoreKey"
          removed={removed}
          name={getNodeTitle(removed.node)}
          listId={node.id}
          hasAutoFocus
          onUndo={() => {
            added.set(String(removed.node.path.at(-1)));
            store.undoRemoval();
          }}
        />
      )}
      {canAdd && (
        <ActionButton
          action="addKey"
          name={getMemberName(node.name, newKey)}
          label={getNodeTitle(node) ? texts.addTo(getNodeTitle(node)) : texts.add}
          listId={node.id}
          onClick={() => added.set(store.addEntry(node, newKey))}
        />
      )}
    </>
  );
  return (
    <AddedEntryContext value={added}>
      {isRoot ? (
        content
      ) : (
        <Group node={node} describedBy={node.help ? getHelpId(node.id) : undefined}>
          <HelpText node={node} />
          {content}
        </Group>
      )}
    </AddedEntryContext>
  );
}

/** Returns whether the sections contain a visible member, which would separate the title from the choice. */
function hasVisibleMembers({ sections }: ObjectNode): boolean {
  return sections.some(({ members }) => members.some(({ isHidden, isTag }) => !isHidden && !isTag));
}
