import type { Completion, CompletionContext, CompletionSource } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { SyntaxNode } from '@lezer/common';
import type { JsonSchema } from 'schema-form/editor';
import { countItems, getNamesAt, getPath, type Range } from './json-nodes.ts';
import { type DocumentKind, suggest } from './suggestions.ts';

/** The most suggestions in the list. */
const mostSuggested = 500;

/** Completes names and values of a document. `getSchema` returns the present schema of the form. */
export function completeJson(kind: DocumentKind, getSchema: () => JsonSchema | null): CompletionSource {
  return (context) => {
    const place = findPlace(context);
    if (!place) return null;
    const { path, isName, from, to } = place;
    const tree = syntaxTree(context.state);
    const { doc } = context.state;
    const readNames = (at: readonly string[]) => getNamesAt(tree, doc, at);
    const { names, values } = suggest(kind, { path, readNames }, getSchema());
    let options: Completion[];
    if (isName) {
      const written = doc.sliceString(from, to);
      const present = new Set(readNames(path).map((name) => JSON.stringify(name)));
      const hasColon = /^\s*:/.test(doc.sliceString(to, to + 20));
      options = names
        .map((name) => JSON.stringify(name))
        .filter((label) => label === written || !present.has(label))
        .map((label) => ({ label, apply: hasColon ? label : `${label}: `, type: 'property' }));
    } else {
      options = values.map((value) => ({ label: JSON.stringify(value), type: 'enum' }));
    }
    if (options.length === 0) return null;
    return { from, to, options: options.slice(0, mostSuggested), validFor: /^"?[^"\n]*"?$/ };
  };
}

/** The text to complete, and where it is. */
interface Place extends Range {
  path: string[];
  /** Whether it is the name of a property; else it is a value. */
  isName: boolean;
}

/** How far before a text its comma, colon or bracket is looked for. */
const mostSpace = 2000;

/** Returns the place at the caret; null where nothing can be completed. */
function findPlace({ state, pos, explicit }: CompletionContext): Place | null {
  const { doc } = state;
  const tree = syntaxTree(state);
  const node = tree.resolveInner(pos, -1);
  let from: number;
  let to = pos;
  if (node.name === 'PropertyName' || node.name === 'String') {
    // After the closing quote the text is complete.
    if (pos === node.to) return null;
    ({ from, to } = node);
  } else {
    const word = /"?[^\s"{}[\],:]*$/.exec(doc.sliceString(doc.lineAt(pos).from, pos))?.[0] ?? '';
    if (word === '' && !explicit) return null;
    from = pos - word.length;
  }
  const start = Math.max(0, from - mostSpace);
  const before = doc.sliceString(start, from).trimEnd();
  const sign = before.at(-1);
  const around = tree.resolveInner(start + before.length, -1);
  if (sign === ':') {
    const property = findAround(around, ['Property']);
    return property && { from, to, isName: false, path: getPath(property, doc) };
  }
  const container = findAround(around, ['Object', 'Array']);
  if (!container || (sign !== ',' && sign !== '{' && sign !== '[')) return null;
  const path = getPath(container, doc);
  if (container.name === 'Object') return { from, to, isName: true, path };
  return { from, to, isName: false, path: [...path, String(countItems(container, from))] };
}

function findAround(node: SyntaxNode, names: readonly string[]): SyntaxNode | null {
  let current: SyntaxNode | null = node;
  while (current && !names.includes(current.name)) current = current.parent;
  return current;
}
