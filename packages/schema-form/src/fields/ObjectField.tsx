import { useFormContext } from '../context/form-context.ts';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { mapSuffix } from '../model/map-changes.ts';
import type { ObjectNode } from '../model/nodes.ts';
import { useFormStore } from '../store/store-context.ts';
import { ActionButton, EnterButton } from './ActionButton.tsx';
import { AddedEntryContext, useAddedEntry } from './added-entry.ts';
import { ChoiceFields } from './ChoiceFields.tsx';
import { GridField } from './GridField.tsx';
import { Group } from './Group.tsx';
import { getGrid } from './grid-layout.ts';
import { Sections } from './Sections.tsx';
import { getTitle } from './titles.ts';

/** The members of an object, in their order and sections; those inside another object in a group of their own. */
export function ObjectField({ node }: { node: ObjectNode }) {
  const store = useFormStore();
  const { texts } = useFormContext();
  const isHydrated = useIsHydrated();
  const added = useAddedEntry();
  const grid = getGrid(node);
  const isRoot = node.path.length === 0;
  // Without script the server would have to know what the root held before.
  const canAdd = node.canAdd && (!isRoot || isHydrated);
  const content = (
    <>
      {node.canAdd && !isRoot && (
        <>
          <EnterButton />
          {/* A map that has no entries any more is sent too. */}
          <input type="hidden" name={`${node.name}${mapSuffix}`} value="" />
        </>
      )}
      {grid ? <GridField node={node} grid={grid} /> : <Sections node={node} />}
      <ChoiceFields node={node} />
      {canAdd && (
        <ActionButton
          action="addKey"
          name={`${node.name}[${texts.newKey}]`}
          label={texts.add}
          of={getTitle(node, texts)}
          listId={node.id}
          onClick={() => added.set(store.addEntry(node, texts.newKey))}
        />
      )}
    </>
  );
  return (
    <AddedEntryContext value={added}>
      {isRoot ? content : <Group node={node}>{content}</Group>}
    </AddedEntryContext>
  );
}
