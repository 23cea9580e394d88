import type { ButtonHTMLAttributes } from 'react';
import { useIsHydrated } from '../../controls/use-is-hydrated.ts';
import { listField } from '../../model/form-body.ts';
import { getListValue, type ListAction } from '../../model/list-changes.ts';
import type { MapAction } from '../../model/map-changes.ts';

interface ListButtonProps extends Pick<ButtonHTMLAttributes<HTMLButtonElement>, 'onClick'> {
  action: ListAction | MapAction;
  /** The field name of what it is done to. */
  name: string;
  label: string;
  /** What people call that. */
  of: string;
  /** The id of the list or map that it is in: where the page is shown when it comes back. */
  listId: string;
}

/** Without script it submits the form, and says what the server is to do with the list or map. */
export function ListButton({ action, name, label, of, listId, onClick }: ListButtonProps) {
  const isHydrated = useIsHydrated();
  return (
    <button
      type={isHydrated ? 'button' : 'submit'}
      // Without the query that the page may have: that would ask for something else.
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

/** What Enter in a field presses without script: the first button of a form, which must not be one of a list. */
export function EnterButton() {
  const isHydrated = useIsHydrated();
  return !isHydrated && <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />;
}
