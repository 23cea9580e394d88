import type { ReactNode } from 'react';
import { useViewContext } from '../context/form-context.ts';
import type { FieldChange } from '../model/field-changes.ts';
import { toReading } from './to-reading.ts';
import { ViewContent } from './ViewContent.tsx';
import { ViewValue } from './ViewValue.tsx';

interface ChangedValueProps {
  change: FieldChange;
  side: 'before' | 'after';
  /** What stands for a value that is never shown, as that of a password. */
  secretText: string;
}

/** Shows a value before or after a change as the reading page shows it. */
export function ChangedValue({ change, side, secretText }: ChangedValueProps): ReactNode {
  const { texts } = useViewContext();
  const { node, value } = change[side];
  if (change.isSecret) return secretText;
  const name = change.titles.at(-1) ?? '';
  const reading = node && toReading(node, value, name);
  if (!reading || reading.shape === 'missing') return <span className="view-missing">{texts.notGiven}</span>;
  if (reading.shape === 'group' || reading.shape === 'items') {
    return <ViewContent reading={reading} name={name} level={4} />;
  }
  return <ViewValue reading={reading} name={name} />;
}

/** Shows the titles that lead to a changed field. Each is isolated, because it may be of another direction. */
export function ChangeTitle({ titles }: Pick<FieldChange, 'titles'>) {
  return titles.map((title, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: titles have no identity, and may be equal
    <span key={index}>
      {index > 0 && ' › '}
      <bdi>{title}</bdi>
    </span>
  ));
}
