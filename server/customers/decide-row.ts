import { deepEquals } from 'schema-form/server';
import { type Customer, createCustomer } from '../domain/customer.ts';
import { overlaps } from '../domain/property-path.ts';
import { getValue, setValue } from '../domain/value-at.ts';
import type { CommandContext } from './command-context.ts';
import { findRowErrors } from './find-row-errors.ts';
import type { RowValue } from './read-values.ts';

/** A row of a file that is not stored yet, with the values that may change something. */
export interface Row {
  line: number;
  customer_id: string;
  isNew: boolean;
  mobile: string;
  values: RowValue[];
}

export interface RowDecision {
  /** The customer to store; the same as before when there is nothing to store. */
  after: Customer;
  /** The names of the values that change. */
  changed: string[];
  /** The names of the values that the customer has edited, and that stay. */
  kept: string[];
  errors: string[];
}

/** Decides what a row changes in a customer as it is stored now; null adds one. */
export function decideRow(
  context: Pick<CommandContext, 'columns' | 'form' | 'texts'>,
  row: Row,
  before: Customer | null,
  isOverwriting: boolean,
): RowDecision {
  const { customer_id, mobile } = row;
  const changed = before?.mobile === mobile ? [] : ['mobile'];
  const kept: string[] = [];
  let edited = before?.edited ?? [];
  const after = before ? { ...before, mobile } : createCustomer({ customer_id, mobile });
  for (const [name, value] of row.values) {
    const column = context.columns.find(name);
    if (column === null) continue;
    const stored = getValue(after, column.path) ?? '';
    const isSame = deepEquals(stored, value ?? '');
    const isEdited = edited.some((other) => overlaps(other, name));
    if (isEdited && !isSame && !isOverwriting) {
      kept.push(name);
      continue;
    }
    // From now on the company and the customer agree, so the next import may change the value.
    if (isEdited) edited = edited.filter((other) => !overlaps(other, name));
    if (isSame) continue;
    changed.push(name);
    setValue(after, column.path, value);
  }
  if (changed.length > 0 && before) after.version = before.version + 1;
  if (edited !== before?.edited) after.edited = edited;
  const names = changed.filter((name) => name !== 'mobile');
  const errors = names.length > 0 ? findRowErrors(context, { before, after, names }) : [];
  return { after, changed, kept, errors };
}
