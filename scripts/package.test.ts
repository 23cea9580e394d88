import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { transformWithOxc } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** Packs the package, installs it in an empty project and runs the examples of its README. */
const root = path.join(import.meta.dirname, '..');
const packageFolder = path.join(root, 'packages/schema-form');
const projectFolder = mkdtempSync(path.join(tmpdir(), 'schema-form-'));
const readme = readFileSync(path.join(packageFolder, 'README.md'), 'utf8');

interface PackageFile {
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
}

const schema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', title: 'Your name', pattern: '^\\p{L}+$' },
    email: { type: 'string', title: 'Email', format: 'email' },
    phones: { type: 'array', title: 'Phones', items: { oneOf: [{ type: 'string' }, { type: 'integer' }] } },
  },
};

function write(file: string, text: string): void {
  writeFileSync(path.join(projectFolder, file), text);
}

function run(command: string, ...words: string[]): string {
  // The commands run without the variables of npm and Vitest, as in the project of another developer.
  const { PATH, Path, SystemRoot, TEMP, HOME } = process.env;
  const env = { PATH, Path, SystemRoot, TEMP, HOME };
  return execFileSync(command, words, { cwd: projectFolder, encoding: 'utf8', env });
}

/** Returns the README's example in a language. The README has one example per language. */
function getExample(language: string): string {
  const example = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(readme)?.[1];
  if (example === undefined) throw new Error(`The README has no example in ${language}`);
  return example;
}

/** Installs the tarball as npm does, and links its dependencies to those that are installed here. */
function install(tarball: string): void {
  const modules = path.join(projectFolder, 'node_modules');
  const folder = path.join(modules, 'schema-form');
  mkdirSync(folder, { recursive: true });
  run('tar', '-xzf', tarball, '--strip-components=1', '-C', path.join('node_modules', 'schema-form'));
  const file = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as PackageFile;
  const tools = ['vite', '@vitejs/plugin-react'];
  for (const name of [...Object.keys({ ...file.dependencies, ...file.peerDependencies }), ...tools]) {
    mkdirSync(path.dirname(path.join(modules, name)), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name), 'junction');
  }
}

beforeAll(async () => {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', projectFolder], {
    cwd: packageFolder,
    shell: process.platform === 'win32',
  });
  const [tarball = ''] = readdirSync(projectFolder);
  install(tarball);
  write('package.json', '{ "private": true, "type": "module" }');
  write('schema.js', `export const schema = ${JSON.stringify(schema)};`);
  write('form.jsx', getExample('jsx'));
  const { code } = await transformWithOxc(getExample('jsx'), 'form.jsx', { jsx: { runtime: 'automatic' } });
  write('form.js', code);
  write('validate-submission.js', getExample('js'));
}, 60_000);

afterAll(() => rmSync(projectFolder, { recursive: true }));

test('the tarball contains the build and the styles, and no test', () => {
  const files = readdirSync(path.join(projectFolder, 'node_modules/schema-form'), {
    recursive: true,
    encoding: 'utf8',
  });
  expect(files).toEqual(expect.arrayContaining(['README.md', path.normalize('src/styles/index.css')]));
  expect(files.filter((file) => /\.test\.|testing|(?<!\.d)\.tsx?$/.test(file))).toEqual([]);
});

test('a Node.js server renders a form and validates a submission', () => {
  write(
    'server.js',
    `import { renderToString } from 'react-dom/server';
    import { compileValidatorModule } from 'schema-form/server';
    import { createForm } from './form.js';
    import { schema } from './schema.js';
    import { validateSubmission } from './validate-submission.js';

    const { functions } = compileValidatorModule(schema);
    console.log(JSON.stringify({
      html: renderToString(await createForm(schema, functions, () => {})),
      valid: validateSubmission(schema, 'root[name]=Layla&root[phones][0]=12'),
      invalid: validateSubmission(schema, 'root[name]=7&root[email]=x'),
    }));`,
  );
  const { html, valid, invalid } = JSON.parse(run(process.execPath, 'server.js'));
  expect(html).toMatch(
    /<form [^>]*action="\/save" method="post">.*<button class="button" type="submit">Save</,
  );
  expect(html).toMatch(
    /<label [^>]*for="root_name"><bdi>Your name<\/bdi><\/label><input [^>]*name="root\[name\]"/,
  );
  expect(valid).toEqual({});
  expect(invalid).toEqual({
    name: { __errors: ['Your name: not in the right format'] },
    email: { __errors: ['Email: enter an email address such as name@example.com'] },
  });
});

test('a component of rjsf is plugged in without anything that prepares rjsf', () => {
  write(
    'plug-in.js',
    `import RangeWidget from '@rjsf/core/lib/components/widgets/RangeWidget.js';
    import { createElement } from 'react';
    import { renderToString } from 'react-dom/server';
    import { english, loadFormParts, SchemaForm } from 'schema-form';

    const schema = { type: 'object', properties: { level: { type: 'integer', maximum: 9 } } };
    const uiSchema = { level: { 'ui:widget': 'level' } };
    const form = { schema, ui_schema: uiSchema, data: { level: 7 } };
    const parts = await loadFormParts(form, { widgets: { level: RangeWidget } });
    const props = { schema, uiSchema, data: form.data, parts, validate: () => ({}), context: english };
    console.log(renderToString(createElement(SchemaForm, { ...props, action: '', onSubmit: () => {} })));`,
  );
  expect(run(process.execPath, 'plug-in.js')).toContain('<span class="range-view">7</span>');
});

test('a Vite project bundles a form with its styles', () => {
  write('index.html', '<div id="root"></div><script type="module" src="/main.jsx"></script>');
  write(
    'vite.config.js',
    `import react from '@vitejs/plugin-react';
    export default { plugins: [react()], build: { chunkSizeWarningLimit: 10000 } };`,
  );
  write(
    'main.jsx',
    `import 'schema-form/styles.css';
    import { createRoot } from 'react-dom/client';
    import { createForm } from './form.jsx';
    import { schema } from './schema.js';

    createRoot(document.getElementById('root')).render(await createForm(schema, null, console.log));`,
  );
  run(process.execPath, 'node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn');
  const assets = path.join(projectFolder, 'dist/assets');
  const read = (kind: string) =>
    readdirSync(assets)
      .filter((file) => file.endsWith(kind))
      .map((file) => readFileSync(path.join(assets, file), 'utf8'))
      .join('\n');
  const styles = read('.css');
  expect(styles).toMatch(/\.field-label/);
  // The styles work on any page, because each custom property has a default.
  const used = [...styles.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name);
  expect([...new Set(used)].filter((name) => !styles.includes(`${name}:`))).toEqual([]);
  expect(read('.js')).toContain('There is a problem');
  // In a browser the patterns of schemas run on the native engine.
  expect(read('.js')).not.toMatch(/async_hooks|RE2JS/);
});
