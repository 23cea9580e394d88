import { jsonParseLinter } from '@codemirror/lang-json';
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import { type Diagnostic, linter } from '@codemirror/lint';
import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { findRange } from './json-nodes.ts';

/** A problem of the document's value at a JSON pointer. */
export interface EditorProblem {
  /** The JSON pointer of the value in the document, `''` for the whole. */
  pointer: string;
  message: string;
  severity: 'error' | 'warning';
}

/** Replaces the problems. */
export const setProblems = StateEffect.define<readonly EditorProblem[]>();

const problemsField = StateField.define<readonly EditorProblem[]>({
  create: () => [],
  update(problems, transaction) {
    return transaction.effects.find((effect) => effect.is(setProblems))?.value ?? problems;
  },
});

/** The most problems that are marked. */
const mostMarked = 200;
/** Milliseconds for parsing a long document. */
const parseTime = 200;

const findSyntaxErrors = jsonParseLinter();

/** Marks text that is no JSON, else the problems of `setProblems`, also while the text around them changes. */
export function markProblems(): Extension {
  const find = (view: EditorView): readonly Diagnostic[] => {
    const { state } = view;
    const syntaxErrors = state.doc.toString().trim() === '' ? [] : findSyntaxErrors(view);
    if (syntaxErrors.length > 0) {
      return syntaxErrors.map((error) => ({ ...error, message: state.phrase('no JSON') }));
    }
    const tree = ensureSyntaxTree(state, state.doc.length, parseTime) ?? syntaxTree(state);
    return state
      .field(problemsField)
      .slice(0, mostMarked)
      .map(({ pointer, message, severity }) => ({
        ...findRange(tree, state.doc, pointer),
        message,
        severity,
      }));
  };
  const needsRefresh = (update: { transactions: readonly { effects: readonly StateEffect<unknown>[] }[] }) =>
    update.transactions.some(({ effects }) => effects.some((effect) => effect.is(setProblems)));
  const isInvalid = EditorView.contentAttributes.compute([problemsField], (state) => ({
    'aria-invalid': String(state.field(problemsField).some(({ severity }) => severity === 'error')),
  }));
  return [problemsField, isInvalid, linter(find, { delay: 300, needsRefresh })];
}
