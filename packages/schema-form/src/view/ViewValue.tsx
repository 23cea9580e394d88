import { type ReactNode, use } from 'react';
import { useViewContext } from '../context/form-context.ts';
import { readFile } from '../model/read-file.ts';
import { EditingContext } from './editing-context.ts';
import { FormattedValue } from './FormattedValue.tsx';
import { SecretValue } from './SecretValue.tsx';
import type { Reading } from './to-reading.ts';

interface ViewValueProps {
  reading: Reading;
  /** The name of the value, for labels that mention it. */
  name: string;
}

/** Shows a single value or a list of single values. */
export function ViewValue({ reading, name }: ViewValueProps): ReactNode {
  const { node, shape, branch, children } = reading;
  if (shape === 'missing') return <MissingValue reading={reading} name={name} />;
  if (shape === 'lines') {
    return (
      <ul className="view-list">
        {children.map((child) => (
          <li key={child.node.path.at(-1)}>
            <ViewValue reading={child} name={name} />
          </li>
        ))}
      </ul>
    );
  }
  const value = <FormattedValue reading={reading} />;
  return (
    <>
      {node.isSensitive ? (
        <SecretValue text={getMaskable(reading)} title={name}>
          {value}
        </SecretValue>
      ) : (
        value
      )}
      {branch !== null && (
        <>
          {' '}
          <bdi className="view-note">{branch}</bdi>
        </>
      )}
    </>
  );
}

/** Shows that there is no value: a link to its field, or a text where no field can change it. */
function MissingValue({ reading: { node, option }, name }: ViewValueProps) {
  const { texts } = useViewContext();
  const editing = use(EditingContext);
  const target = editing?.findTarget(node);
  if (!editing || !target) return <span className="view-missing">{option ?? texts.notGiven}</span>;
  const { EditLink } = editing;
  return (
    <EditLink className="view-add" label={`${texts.add}: ${name}`} {...target}>
      {texts.add}
    </EditLink>
  );
}

/**
 * Returns the text whose end stays visible; null for a value that is masked entirely, such as one of a few
 * options.
 */
function getMaskable({ node, value, option }: Reading): string | null {
  if (option !== null || readFile({ ...node, value })) return null;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
