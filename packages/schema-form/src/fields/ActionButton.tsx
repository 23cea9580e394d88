import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { getListValue, type ListAction } from '../model/list-changes.ts';
import type { MapAction } from '../model/map-changes.ts';
import type { RestoreAction } from '../model/removed-entry.ts';
import { listField } from '../model/submit-buttons.ts';

interface ActionButtonProps {
  action: ListAction | MapAction | RestoreAction;
  /** The field name of the list, item, map or entry that the action changes. */
  name: string;
  label: string;
  /** The title of the item or entry, for the accessible name of the button; absent if the label names its object. */
  of?: string;
  /** The id of the list or map that contains the button. Without script, the next page scrolls to it. */
  listId: string;
  /** Whether the button takes the focus when it appears: the focus was on the button that removed the entry. */
  hasAutoFocus?: boolean | undefined;
  onClick(): void;
}

/** Renders a button that changes a list or a map. Without script, it submits the form and the server makes the change. */
export function ActionButton(props: ActionButtonProps) {
  const { action, name, label, of, listId, hasAutoFocus = false, onClick } = props;
  const isHydrated = useIsHydrated();
  return (
    <button
      type={isHydrated ? 'button' : 'submit'}
      // This address drops the query of the page, which could request another action.
      formAction={isHydrated ? undefined : `?#${listId}`}
      className="button button-quiet"
      // The name of an item may contain a telephone number, which the browser does not format yet.
      suppressHydrationWarning
      aria-label={of === undefined ? undefined : `${label}: ${of}`}
      name={listField}
      value={getListValue(action, name)}
      data-action={action}
      formNoValidate
      // biome-ignore lint/a11y/noAutofocus: see hasAutoFocus
      autoFocus={hasAutoFocus}
      onClick={onClick}
    >
      {label}
    </button>
  );
}

/**
 * Renders a hidden submit button before the buttons of a list. Without script, Enter in a field presses the first
 * button of the form, which must not be one that changes a list.
 */
export function EnterButton() {
  const isHydrated = useIsHydrated();
  return !isHydrated && <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />;
}
