import { type MouseEvent, useEffect, useRef } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { openAround } from '../controls/open-around.ts';
import { getAllErrors } from '../model/all-errors.ts';
import type { ErrorSchema } from '../model/json-schema.ts';
import { findChild, type Node } from '../model/nodes.ts';
import { getErrorsAt, getErrorTexts } from '../store/reported-errors.ts';
import { useFormStore, useReport, useRootNode } from '../store/store-context.ts';
import { getGridPaths } from './grid-layout.ts';

interface SummaryLine {
  id: string;
  text: string;
}

/** Every reported error, in the order of the page, each a link to its field. Takes the focus. */
export function ErrorSummary() {
  const { texts } = useFormContext();
  const store = useFormStore();
  const { attempt } = useReport();
  const root = useRootNode();
  const box = useRef<HTMLDivElement>(null);
  const lines = attempt === null ? [] : getLines(root, store.getVisibleErrors());
  // Each submit attempt takes the focus anew, and opens what was closed since the last one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` says when, not what
  useEffect(() => {
    box.current?.focus();
    for (const { id } of lines) openAround(document.getElementById(id));
  }, [attempt]);
  if (lines.length === 0) return null;
  return (
    <div className="alert alert-error" role="alert" tabIndex={-1} ref={box}>
      <h2 className="alert-title">{texts.errorSummary}</h2>
      <ul>
        {lines.map(({ id, text }) => (
          <li key={id + text}>
            <a href={`#${id}`} onClick={(event) => focusField(event, id)}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** With script the field itself takes the focus, or the control in it that is wrong. */
function focusField(event: MouseEvent, id: string): void {
  const field = document.getElementById(id);
  if (!field) return;
  event.preventDefault();
  openAround(field);
  const control = field.matches('fieldset')
    ? (field.querySelector<HTMLElement>('input[aria-invalid]') ??
      field.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea') ??
      field)
    : field;
  control.focus();
  control.closest('.field')?.scrollIntoView({ block: 'center' });
}

type GridPaths = readonly (readonly string[])[];

/** `gridPaths` are those of a grid around a node that lead into it. */
function getLines(node: Node, errors: ErrorSchema | undefined, gridPaths: GridPaths = []): SummaryLine[] {
  if (!errors) return [];
  const { id } = node;
  if (node.type !== 'object' && node.type !== 'list') {
    return getAllErrors(errors).map((text) => ({ id, text }));
  }
  const own = getErrorTexts(errors).map((text) => ({ id, text }));
  const paths = node.type === 'object' ? [...getGridPaths(node), ...gridPaths] : gridPaths;
  const keys = new Set([...paths.map(([key = '']) => key), ...getOrder(node), ...Object.keys(errors)]);
  if (Array.isArray(errors.__errors)) keys.delete('__errors');
  const inside = [...keys].flatMap((key) => {
    const child = findChild(node, key);
    const found = getErrorsAt(errors, [key]);
    // An error without a field of its own leads to what is around it.
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

/** The keys of the members in the order of the page. */
function getOrder(node: Node): string[] {
  if (node.type !== 'object') return [];
  const inSections = node.sections.flatMap(({ members }) => members);
  return [...inSections, ...node.members].map(({ path }) => String(path.at(-1)));
}
