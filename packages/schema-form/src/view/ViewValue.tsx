import type { ReactNode } from 'react';
import { useViewContext } from '../context/form-context.ts';
import { readFile } from '../model/read-file.ts';
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
  const { texts } = useViewContext();
  const { node, shape, branch, children } = reading;
  if (shape === 'missing') return <span className="view-missing">{texts.notGiven}</span>;
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

/**
 * Returns the text whose end stays visible; null for a value that is masked entirely, such as one of a few
 * options.
 */
function getMaskable({ node, value, option }: Reading): string | null {
  if (option !== null || readFile({ ...node, value })) return null;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
