import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import { jsonLanguage } from '@codemirror/lang-json';
import {
  bidiIsolates,
  bracketMatching,
  indentOnInput,
  indentUnit,
  LanguageSupport,
} from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { closeSearchPanel, findNext, findPrevious, openSearchPanel, search } from '@codemirror/search';
import { Annotation, Compartment, EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { NodeProp } from '@lezer/common';
import { boundPatterns } from 'schema-form/editor';
import { completeJson } from './complete-json.ts';
import { editorTheme } from './editor-theme.ts';
import { type EditorProblem, markProblems, setProblems } from './json-problems.ts';
import { createSchemaReader } from './read-schema.ts';
import type { DocumentKind } from './suggestions.ts';

/** What an editor says to people. */
export interface EditorTexts {
  /** The name of the text box, for screen readers. */
  label: string;
  /** CodeMirror's own words, by the English ones. */
  phrases: Readonly<Record<string, string>>;
}

export interface EditorOptions extends EditorTexts {
  host: HTMLElement;
  kind: DocumentKind;
  text: string;
  /** Returns the text of the form's schema, whose names and options are suggested. */
  getSchemaText(): string;
  onChange(text: string): void;
}

export interface Editor {
  /** Shows this text. The same text changes nothing; another one keeps the caret near its place, and can be undone. */
  setText(text: string): void;
  setProblems(problems: readonly EditorProblem[]): void;
  setTexts(texts: EditorTexts): void;
  /** Moves the focus into the text, and the caret to these characters. */
  select(from: number, to: number): void;
  destroy(): void;
}

/** Marks changes that come from outside, which are not reported back. */
const isOutside = Annotation.define<boolean>();

/** Strings keep their own direction, so that the quotes and commas around Arabic stay in place. */
const language = jsonLanguage.configure({
  props: [NodeProp.isolate.add({ 'String PropertyName': 'auto' })],
});

/**
 * Creates a JSON editor in the shadow root of an element. In a shadow root CodeMirror adopts constructed style sheets,
 * which a strict CSP allows; in a document it would insert a `<style>` element, which the CSP blocks.
 */
export function createEditor(options: EditorOptions): Editor {
  // Against denial of service: what is suggested may depend on patterns of the schema.
  boundPatterns();
  const { host, kind, text, getSchemaText, onChange, ...texts } = options;
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open', delegatesFocus: true });
  const textsOf = new Compartment();
  const state = EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      highlightActiveLineGutter(),
      history(),
      indentUnit.of('  '),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ override: [completeJson(kind, createSchemaReader(getSchemaText))], icons: false }),
      search(),
      new LanguageSupport(language),
      bidiIsolates(),
      markProblems(),
      // Tab is not bound, so that it leaves the editor as it leaves any other field.
      keymap.of([
        ...closeBracketsKeymap,
        ...completionKeymap,
        { key: 'Mod-f', run: openSearchPanel, scope: 'editor search-panel' },
        { key: 'F3', run: findNext, shift: findPrevious, scope: 'editor search-panel' },
        { key: 'Mod-g', run: findNext, shift: findPrevious, scope: 'editor search-panel' },
        { key: 'Escape', run: closeSearchPanel, scope: 'editor search-panel' },
        ...lintKeymap,
        ...historyKeymap,
        ...defaultKeymap,
      ]),
      EditorView.lineWrapping,
      editorTheme,
      textsOf.of(showTexts(texts)),
      EditorView.updateListener.of((update) => {
        const isTyped = update.transactions.some(
          (change) => change.docChanged && !change.annotation(isOutside),
        );
        if (isTyped) onChange(update.state.doc.toString());
      }),
    ],
  });
  const view = new EditorView({ state, parent: root, root });
  return {
    setText(next) {
      const before = view.state.doc.toString();
      if (next === before) return;
      view.dispatch({
        changes: findChange(before, next),
        annotations: [isOutside.of(true), isolateHistory.of('full')],
      });
    },
    setProblems: (problems) => view.dispatch({ effects: setProblems.of(problems) }),
    setTexts: (next) => view.dispatch({ effects: textsOf.reconfigure(showTexts(next)) }),
    select(from, to) {
      view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

function showTexts({ label, phrases }: EditorTexts) {
  return [
    EditorState.phrases.of(phrases),
    // It takes the focus without `tabindex` too, but axe does not know that.
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', lang: 'en', tabindex: '0' }),
  ];
}

/** Returns the smallest change from one text to another, so that the caret outside of it stays. */
function findChange(before: string, after: string): { from: number; to: number; insert: string } {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
