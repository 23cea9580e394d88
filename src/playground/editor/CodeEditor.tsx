import { type RefObject, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Editor, EditorTexts } from './create-editor.ts';
import type { EditorProblem } from './json-problems.ts';
import type { DocumentKind } from './suggestions.ts';

interface CodeEditorProps {
  /** The name of the text box, as a visible label says it too. */
  label: string;
  /** The `id` of the editor, and the `name` under which a form submits its text. */
  name: string;
  /** Which names and values are suggested. */
  kind: DocumentKind;
  /** The text of the form's schema, whose properties and options are suggested for the other documents. */
  schema: string;
  /** The JSON text. */
  value: string;
  onChange(text: string): void;
  /** What is wrong with the value that the text stands for. */
  problems: readonly EditorProblem[];
}

/**
 * Edits a JSON text. On the server, without script and until its code has loaded it is a plain text box; then CodeMirror
 * takes over what was typed, with focus and caret. Tab leaves it.
 */
export function CodeEditor({ label, name, kind, schema, value, onChange, problems }: CodeEditorProps) {
  const textarea = useRef<HTMLTextAreaElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const texts = useEditorTexts(label);
  const editor = useEditor(host, textarea, { kind, schema, value, texts, onChange });
  const hasError = problems.some(({ severity }) => severity === 'error');

  useEffect(() => editor?.setTexts(texts), [editor, texts]);
  useEffect(() => editor?.setProblems(problems), [editor, problems]);

  return (
    <>
      {editor ? (
        <input type="hidden" name={name} value={value} />
      ) : (
        <textarea
          className="input code"
          ref={textarea}
          id={name}
          name={name}
          rows={16}
          dir="ltr"
          spellCheck="false"
          aria-label={label}
          aria-invalid={hasError || undefined}
          // A string would overwrite what was typed before hydration (initTextarea in react-dom); an array does not.
          defaultValue={[value]}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {/* The directions and letters of JSON are the same in every language. */}
      <div className="code-editor" ref={host} id={editor ? name : undefined} dir="ltr" hidden={!editor} />
    </>
  );
}

interface Content {
  kind: DocumentKind;
  schema: string;
  value: string;
  texts: EditorTexts;
  onChange(text: string): void;
}

/** Loads CodeMirror and puts an editor into the host; null until then, and if it can't be loaded. */
function useEditor(
  host: RefObject<HTMLDivElement | null>,
  textarea: RefObject<HTMLTextAreaElement | null>,
  { kind, schema, value, texts, onChange }: Content,
): Editor | null {
  const [editor, setEditor] = useState<Editor | null>(null);
  /** Texts that were reported and have not come back as `value` yet. */
  const reported = useRef<string[]>([]);
  const shown = useRef(value);

  const getSchemaText = useEffectEvent(() => schema);

  const report = useEffectEvent((text: string) => {
    reported.current.push(text);
    onChange(text);
  });

  /** The selection of the text box while it has the focus, for the editor that takes its place. */
  const focused = useRef<{ from: number; to: number } | null>(null);

  const create = useEffectEvent((createEditor: typeof import('./create-editor.ts')['createEditor']) => {
    if (!host.current) return null;
    const box = textarea.current;
    const typed = box?.value ?? value;
    if (box && document.activeElement === box) {
      focused.current = { from: box.selectionStart, to: box.selectionEnd };
    }
    const created = createEditor({
      host: host.current,
      kind,
      text: typed,
      getSchemaText: () => getSchemaText(),
      onChange: (text) => report(text),
      ...texts,
    });
    if (typed !== value) report(typed);
    return created;
  });

  useEffect(() => {
    let created: Editor | null = null;
    let isGone = false;
    void import('./create-editor.ts')
      .then(({ createEditor }) => {
        if (isGone) return;
        created = create(createEditor);
        setEditor(created);
      })
      // The text box stays.
      .catch(() => undefined);
    return () => {
      isGone = true;
      created?.destroy();
      setEditor(null);
    };
  }, []);

  useEffect(() => {
    const selection = focused.current;
    focused.current = null;
    if (selection) editor?.select(selection.from, selection.to);
  }, [editor]);

  useEffect(() => {
    // While somebody types, renders may bring back earlier texts, which must not replace the newest one.
    const index = reported.current.indexOf(value);
    reported.current.splice(0, index + 1);
    if (index >= 0) return;
    if (editor) editor.setText(value);
    // What was typed before hydration stays in the text box: it differs from a value that has not changed.
    else if (textarea.current && shown.current !== value) textarea.current.value = value;
    shown.current = value;
  }, [editor, textarea, value]);

  return editor;
}

/** CodeMirror's own words in the language of the page. */
function useEditorTexts(label: string): EditorTexts {
  const { t } = useTranslation('playground');
  return useMemo(
    () => ({
      label,
      phrases: {
        'no JSON': t('editor.no_json'),
        Find: t('editor.find'),
        Replace: t('editor.replace_with'),
        next: t('editor.next'),
        previous: t('editor.previous'),
        'match case': t('editor.match_case'),
        regexp: t('editor.regexp'),
        'by word': t('editor.by_word'),
        replace: t('editor.replace'),
        'replace all': t('editor.replace_all'),
        close: t('editor.close'),
        'current match': t('editor.current_match'),
        'on line': t('editor.on_line'),
        'replaced match on line $': t('editor.replaced'),
        'replaced $ matches': t('editor.replaced_all'),
        Completions: t('editor.completions'),
        Diagnostics: t('editor.problems'),
        'No diagnostics': t('editor.no_problems'),
      },
    }),
    [label, t],
  );
}
