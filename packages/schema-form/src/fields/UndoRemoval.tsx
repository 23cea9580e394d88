import { useFormContext } from '../context/form-context.ts';

interface UndoRemovalProps {
  /** The name of the item or entry that was removed. */
  name: string;
  /** Whether the button takes the focus when it appears. */
  hasAutoFocus?: boolean;
  onUndo(): void;
}

/** Renders the name of what was removed, with a button that restores it. */
export function UndoRemoval({ name, hasAutoFocus = false, onUndo }: UndoRemovalProps) {
  const { texts } = useFormContext();
  const removed = texts.removed(name);
  return (
    <p className="entry-undo">
      <span>{removed}</span>
      <button
        type="button"
        className="button button-quiet"
        aria-label={`${texts.undo}: ${removed}`}
        // biome-ignore lint/a11y/noAutofocus: the focus was on the button that removed the entry
        autoFocus={hasAutoFocus}
        onClick={onUndo}
      >
        {texts.undo}
      </button>
    </p>
  );
}
