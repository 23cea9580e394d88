import type { BenchPageState } from './generated-form.ts';

/** A form renderer, and how to find the elements that it renders. */
export interface Peer {
  name: string;
  title: string;
  /** The source file of its page, relative to this folder. */
  source: string;
  needs: readonly (keyof BenchPageState)[];
  isContained?: boolean;
  /** Whether a visit to a long form takes many seconds. */
  isSlow?: boolean;
  /** CSS selectors of the control of the field at a path, of the element with its error, and of the submit button. */
  control(path: readonly string[]): string;
  error(path: readonly string[]): string;
  submit: string;
}

const submit = '[type=submit]';
const keyOf = (path: readonly string[]) => path.at(-1) ?? '';
const toRjsfId = (path: readonly string[]) => `#root_${path.join('_')}`;
const toScope = (path: readonly string[]) => `#/properties/${path.join('/properties/')}`;

const rjsf = {
  control: toRjsfId,
  error: (path: readonly string[]) => `${toRjsfId(path)}__error`,
  submit,
};
const handWritten = {
  control: (path: readonly string[]) => `#${keyOf(path)}`,
  error: (path: readonly string[]) => `#${keyOf(path)}-error`,
  submit,
};

/** Our renderer, and then the renderers to compare it with. */
export const peers: readonly Peer[] = [
  {
    name: 'ours',
    title: 'ours',
    source: 'pages/ours.tsx',
    needs: ['schema', 'uiSchema', 'data', 'validator', 'texts'],
    ...rjsf,
  },
  {
    name: 'stock',
    title: 'stock @rjsf/core',
    source: 'pages/stock.tsx',
    needs: ['schema', 'uiSchema', 'data'],
    ...rjsf,
  },
  {
    name: 'rhf',
    title: 'react-hook-form by hand',
    source: 'pages/react-hook-form.tsx',
    needs: ['sections', 'data'],
    ...handWritten,
  },
  {
    name: 'rhf-cv',
    title: 'react-hook-form, content-visibility',
    source: 'pages/react-hook-form.tsx',
    needs: ['sections', 'data'],
    isContained: true,
    ...handWritten,
  },
  {
    name: 'plain',
    title: 'plain DOM',
    source: 'pages/plain.ts',
    needs: ['sections'],
    ...handWritten,
  },
  {
    name: 'plain-cv',
    title: 'plain DOM, content-visibility',
    source: 'pages/plain.ts',
    needs: ['sections'],
    isContained: true,
    ...handWritten,
  },
  {
    name: 'json-forms',
    title: 'JSON Forms',
    source: 'peers/json-forms.tsx',
    needs: ['sections', 'schema', 'data'],
    isSlow: true,
    control: (path) => `[id="${toScope(path)}-input"]`,
    error: (path) => `[id="${toScope(path)}"] .validation_error`,
    submit,
  },
  {
    name: 'survey-js',
    title: 'SurveyJS',
    source: 'peers/survey-js.tsx',
    needs: ['sections'],
    isSlow: true,
    control: (path) => `[data-name="${keyOf(path)}"] :is(input, textarea, select)`,
    error: (path) => `[data-name="${keyOf(path)}"] .sd-element__erbox`,
    submit: '.sd-navigation__complete-btn',
  },
  {
    name: 'form-io',
    title: 'form.io',
    source: 'peers/form-io.tsx',
    needs: ['sections'],
    isSlow: true,
    control: (path) => `[name="data[${keyOf(path)}]"]`,
    error: (path) => `.formio-component-${keyOf(path)} .formio-errors .error`,
    submit,
  },
  {
    name: 'uniforms',
    title: 'uniforms',
    source: 'peers/uniforms.tsx',
    needs: ['schema', 'data'],
    isSlow: true,
    control: (path) => `[name="${path.join('.')}"]`,
    // The unstyled theme lists all errors at the end.
    error: () => 'form > div > ul > li',
    submit,
  },
];
