import { useTranslation } from 'react-i18next';
import type { PlaygroundWarning } from '../../shared/playground.ts';

/** More of one kind are folded. */
const mostOpen = 5;

const kinds = [
  'invalid',
  'keyword',
  'option',
  'widget',
  'property',
  'title',
  'translation',
  'unreachable',
  'hidden',
  'pattern',
  'autocomplete',
  'size',
] as const;

/** Renders what in the definition has no effect or helps nobody, by its kind. */
export function WarningList({ warnings }: { warnings: readonly PlaygroundWarning[] }) {
  const { t } = useTranslation('playground');
  if (warnings.length === 0) return <p>{t('playground.noWarnings')}</p>;
  return kinds.map((kind) => {
    const found = warnings.filter((warning) => warning.kind === kind);
    if (found.length === 0) return null;
    return (
      <details className="warning-group" key={kind} open={found.length <= mostOpen}>
        <summary>
          {t(`playground.kind.${kind}`)} ({found.length})
        </summary>
        <ul className="findings" lang="en" dir="ltr">
          {found.map(({ pointer, problem }) => (
            <li key={pointer + problem}>
              <code>{pointer}</code>: {problem}
            </li>
          ))}
        </ul>
      </details>
    );
  });
}
