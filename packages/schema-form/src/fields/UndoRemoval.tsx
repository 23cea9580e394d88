import { useFormContext } from '../context/form-context.ts';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import type { RestoreAction } from '../model/removed-entry.ts';
import type { RemovedNode } from '../store/content-edits.ts';
import { useFormStore } from '../store/store-context.ts';
import { ActionButton } from './ActionButton.tsx';

interface UndoRemovalProps {
  action: RestoreAction;
  removed: RemovedNode;
  /** The name of the item or entry that was removed. */
  name: string;
  /** The id of the list or map that contained it. */
  listId: string;
  /** Whether the button takes the focus when it appears. */
  hasAutoFocus?: boolean;
  onUndo(): void;
}

/** Renders the name of what was removed, with a button that restores it. */
export function UndoRemoval({ action, removed, name, listId, hasAutoFocus, onUndo }: UndoRemovalProps) {
  const { texts } = useFormContext();
  const store = useFormStore();
  const isHydrated = useIsHydrated();
  const text = texts.removed(name);
  return (
    <p className="entry-undo">
      <span suppressHydrationWarning>{text}</span>
      <ActionButton
        action={action}
        name={removed.node.name}
        label={texts.undo}
        of={text}
        listId={listId}
        hasAutoFocus={hasAutoFocus}
        onClick={onUndo}
      />
      {!isHydrated &&
        store
          .getRemovedFields()
          .map(([field, value]) => <input type="hidden" name={field} value={value} key={field} />)}
    </p>
  );
}
