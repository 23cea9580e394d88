/** A page with only the JSON editor and the interpreter. Its buttons do what a page does with them from outside. */
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import ar from '../locales/ar/playground.json' with { type: 'json' };
import { builtInLanguages } from '../locales/built-in-languages.ts';
import en from '../locales/en/playground.json' with { type: 'json' };
import { createI18n } from '../src/i18n/create-i18n.ts';
import { CodeEditor } from '../src/playground/editor/CodeEditor.tsx';
import '../src/styles/index.css';

const { lang } = document.documentElement;

const problems = [
  { pointer: '/properties/name/title', message: 'no title', severity: 'warning' },
  { pointer: '/type', message: 'must be a type', severity: 'error' },
] as const;

/** Validates data by the schema in the editor. */
async function interpret(schema: string): Promise<string> {
  const { createInterpreter } = await import('schema-form/editor');
  const functions = await createInterpreter(JSON.parse(schema));
  functions?.root({ name: `${'a'.repeat(50)}!` });
  return (functions?.root.errors ?? []).map(({ keyword }) => keyword).join();
}

function Page() {
  const [text, setText] = useState(
    '{\n  "type": "text",\n  "properties": {"name": {"title": "اسم", "maxLength": 5, "pattern": "^(a+)+$"}}\n}',
  );
  const [errors, setErrors] = useState('');
  return (
    <main>
      <h1>Editor</h1>
      <button type="button">Before</button>
      <form>
        <CodeEditor
          label="JSON Schema"
          name="schema"
          kind="schema"
          schema={text}
          value={text}
          onChange={setText}
          problems={problems}
        />
      </form>
      <button type="button">After</button>
      <button type="button" onClick={() => setText(`${text}`.replace('"text"', '"object"'))}>
        Change from outside
      </button>
      <button type="button" onClick={() => void interpret(text).then(setErrors)}>
        Interpret
      </button>
      <output>{errors}</output>
      <pre className="code-block">{text}</pre>
    </main>
  );
}

createRoot(document.querySelector('#root') as Element).render(
  <I18nextProvider i18n={createI18n(builtInLanguages, lang, { playground: lang === 'ar' ? ar : en })}>
    <Page />
  </I18nextProvider>,
);
