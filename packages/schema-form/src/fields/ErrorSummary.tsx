import { type MouseEvent, useEffect, useRef } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { openAround } from '../controls/open-around.ts';
import { getAllErrors } from '../model/all-errors.ts';
import type { ErrorSchema } from '../model/json-schema.ts';
import { findChild, type Node } from '../model/nodes.ts';
import { getErrorsAt, getValueErrors } from '../store/reported-errors.ts';
import { useFormStore, useReport, useRootNode } from '../store/store-context.ts';
import { focusField } from './focus-field.ts';
import { getGridPaths } from './grid-layout.ts';

interface SummaryLine {
  id: string;
  text: string;
}

/** Lists every reported error in the order of the page, as links to the fields. Takes the focus. */
export function ErrorSummary() {
  const { texts } = useFormContext();
  const store = useFormStore();
  const { attempt } = useReport();
  const root = useRootNode();
  const box = useRef<HTMLDivElement>(null);
  const lines = attempt === null ? [] : getLines(root, store.getVisibleErrors());
  // After each submit attempt, the summary takes the focus again and the groups with errors open again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is the trigger; the effect does not read it
  useEffect(() => {
    box.current?.focus();
    for (const { id } of lines) openAround(document.getElementById(id));
  }, [attempt]);
  if (lines.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: without script, only the browser can lead people to the errors
    <div className="alert alert-error" role="alert" tabIndex={-1} autoFocus ref={box}>
      <h2 className="alert-title">{texts.errorSummary}</h2>
      {lines.length > 1 && <p>{texts.errorCount(lines.length)}</p>}
      <ul>
        {lines.map(({ id, text }) => (
          <li key={id + text}>
            <a href={`#${id}`} onClick={(event) => follow(event, id)}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function follow(event: MouseEvent, id: string): void {
  const field = document.getElementById(id);
  if (!field) return;
  event.preventDefault();
  focusField(field);
}

type GridPaths = readonly (readonly string[])[];

/**
 * Returns the lines for the errors of a node and its descendants. `gridPaths` are the paths in the grid of an ancestor
 * that lead into the node, relative to it.
 */
function getLines(node: Node, errors: ErrorSchema | undefined, gridPaths: GridPaths = []): SummaryLine[] {
  if (!errors) return [];
  const { id } = node;
  if (node.type !== 'object' && node.type !== 'list') {
    return getAllErrors(errors).map((text) => ({ id, text }));
  }
  const own = getValueErrors(errors).map((text) => ({ id, text }));
  const paths = node.type === 'object' ? [...getGridPaths(node), ...gridPaths] : gridPaths;
  const keys = new Set([...paths.map(([key = '']) => key), ...getOrder(node), ...Object.keys(errors)]);
  if (Array.isArray(errors.__errors)) keys.delete('__errors');
  const inside = [...keys].flatMap((key) => {
    const child = findChild(node, key);
    const found = getErrorsAt(errors, [key]);
    // An error without a field links to the object or list that contains it.
    if (!child) return getAllErrors(found ?? {}).map((text) => ({ id, text }));
    const inChild = paths.filter(([first, next]) => first === key && next !== undefined);
    return getLines(
      child,
      found,
      inChild.map((path) => path.slice(1)),
    );
  });
  return [...own, ...inside];
}

/** Returns the keys of an object's members in the order of the page. */
function getOrder(node: Node): string[] {
  if (node.type !== 'object') return [];
  const inSections = node.sections.flatMap(({ members }) => members);
  return [...inSections, ...node.members].map(({ path }) => String(path.at(-1)));
}
