import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createWidget } from './create-widget.ts';

const root = path.join(import.meta.dirname, '..');

/** Copies what the command changes, and what its results need. */
function createSite(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'profile-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const file of ['biome.json', 'src/registry.tsx'])
    cpSync(path.join(root, file), path.join(folder, file));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, '.gitignore'), 'node_modules\n');
  const options = {
    ssr: { resolve: { conditions: ['schema-form-source', 'module', 'node', 'development|production'] } },
  };
  writeFileSync(path.join(folder, 'vitest.config.ts'), `export default ${JSON.stringify(options)};`);
  return folder;
}

function runCommand(folder: string, ...words: string[]) {
  const script = path.join(root, 'scripts/create-widget.ts');
  return spawnSync(process.execPath, ['--conditions=schema-form-source', script, ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
}

test('npm run widget writes a widget that passes its own test and the linter, and registers it', {
  timeout: 120_000,
}, () => {
  const folder = createSite();
  for (const name of ['Stars', 'StarRating']) {
    expect(runCommand(folder, name)).toMatchObject({ status: 0, stderr: '' });
  }
  const registry = readFileSync(path.join(folder, 'src/registry.tsx'), 'utf8');
  expect(registry).toContain("import { StarRating } from './widgets/StarRating.tsx';\nimport { Stars } from");
  expect(registry).toContain("  widgets: {\n    'star-rating': StarRating,\n    stars: Stars,\n  },\n");
  const run = (command: string, ...words: string[]) =>
    execFileSync(process.execPath, [path.join(root, 'node_modules', command), ...words], { cwd: folder });
  run('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', 'src');
  run('vitest/vitest.mjs', 'run', 'src/widgets');
});

test('it refuses a name that is no name, is taken or belongs to the form', () => {
  const folder = createSite();
  for (const name of ['stars', '../Stars', 'Stars/../../X', 'A b', "X';alert()", 'Stars.tsx', '']) {
    expect(() => createWidget(folder, name), name).toThrow('Usage:');
  }
  const refused = runCommand(folder, 'Tags');
  expect(refused.stderr).toBe('"tags" is a widget of the form itself: choose another name.\n');
  expect(refused.status).toBe(1);
  createWidget(folder, 'Stars');
  expect(() => createWidget(folder, 'Stars')).toThrow('src/widgets/Stars.tsx exists already.');
});
