import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { listField } from '../model/form-body.ts';
import { getListValue, type ListAction } from '../model/list-changes.ts';
import type { MapAction } from '../model/map-changes.ts';

interface ActionButtonProps {
  action: ListAction | MapAction;
  /** The field name of what the action is about. */
  name: string;
  label: string;
  /** What people call that. */
  of: string;
  /** The id of the list or map around it, to which a page without script scrolls when it comes back. */
  listId: string;
  onClick(): void;
}

/** A button that changes a list or a map. Without script it submits the form, and the server makes the change. */
export function ActionButton({ action, name, label, of, listId, onClick }: ActionButtonProps) {
  const isHydrated = useIsHydrated();
  return (
    <button
      type={isHydrated ? 'button' : 'submit'}
      // Without the query that the page may have, which would ask for something else.
      formAction={isHydrated ? undefined : `?#${listId}`}
      className="button button-quiet"
      aria-label={`${label}: ${of}`}
      name={listField}
      value={getListValue(action, name)}
      data-action={action}
      formNoValidate
      onClick={onClick}
    >
      {label}
    </button>
  );
}

/** What Enter in a field presses without script: the first button of a form, which must not change a list. */
export function EnterButton() {
  const isHydrated = useIsHydrated();
  return !isHydrated && <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />;
}
