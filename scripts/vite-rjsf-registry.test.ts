import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, type Rolldown } from 'vite';
import { afterAll, expect, test } from 'vitest';
import { rjsfRegistry } from './vite-rjsf-registry.ts';

const root = path.join(import.meta.dirname, '..');
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Creates a project with these files, which may contain a replacement for `@rjsf/core`. */
function createProject(files: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'rjsf-registry-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** Builds a page and returns its script. */
async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    root: path.dirname(entry),
    plugins: [rjsfRegistry()],
    build: { write: false, minify: false, rolldownOptions: { input: entry } },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput;
  return output.map((file) => (file.type === 'chunk' ? file.code : '')).join('\n');
}

const form = 'node_modules/@rjsf/core/lib/components/Form.js';
const page = "import Form from './node_modules/@rjsf/core/lib/components/Form.js';\nconsole.log(Form);";

test('a bundle does not contain the default theme of the installed @rjsf/core', async () => {
  const entry = path.join(createProject({ 'page.js': '' }), 'page.js');
  writeFileSync(entry, `import Form from ${JSON.stringify(path.join(root, form))};\nconsole.log(Form);`);
  const script = await bundle(entry);
  expect(script).toContain('globalFormOptions');
  expect(script).not.toMatch(/glyphicon|SelectWidget/);
});

test('a build fails if the form of @rjsf/core imports its registry in another way', async () => {
  const folder = createProject({
    'page.js': page,
    [form]: "import makeRegistry from '../theme.js';\nexport default makeRegistry();",
    'node_modules/@rjsf/core/lib/theme.js': 'export default () => ({});',
  });
  await expect(bundle(path.join(folder, 'page.js'))).rejects.toThrow(
    '@rjsf/core no longer imports its default registry as before: see scripts/vite-rjsf-registry.ts',
  );
});

test('only the form imports the replacement', async () => {
  const folder = createProject({
    'page.js': `${page}\nimport getDefaultRegistry from './node_modules/@rjsf/core/lib/getDefaultRegistry.js';\nconsole.log(getDefaultRegistry);`,
    [form]:
      "import getDefaultRegistry from '../getDefaultRegistry.js';\nexport default getDefaultRegistry();",
    'node_modules/@rjsf/core/lib/getDefaultRegistry.js': "export default () => 'the theme';",
  });
  const script = await bundle(path.join(folder, 'page.js'));
  expect(script).toContain('the theme');
  expect(script).toContain('globalFormOptions');
});

test('a build without the form succeeds', async () => {
  const folder = createProject({ 'page.js': "console.log('no form');" });
  expect(await bundle(path.join(folder, 'page.js'))).toContain('no form');
});
