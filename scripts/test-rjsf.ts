import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * `npm run test:rjsf` runs the tests of the form with the newest minor version of rjsf that `package.json` allows, which
 * may be newer than the one in the lockfile. It works in a copy of the project, so that the project itself does not
 * change. It is not part of `npm test`, because a release of rjsf would then break unrelated changes: run it in a
 * scheduled job of your CI.
 */
const root = path.join(import.meta.dirname, '..');
const packages = ['@rjsf/core', '@rjsf/utils', '@rjsf/validator-ajv8'];
const excluded = new Set(['node_modules', 'dist', '.git', '.reports']);

type Command = [command: string, ...words: string[]];

const install: Command[] = [
  ['npm', 'ci', '--no-audit'],
  ['npm', 'update', '--no-audit', ...packages],
];
const checks: Command[] = [
  ['npx', 'tsc'],
  ['npx', 'vitest', 'run', '--project', 'unit', 'packages', 'scripts/vite-rjsf-registry.test.ts'],
  ['npx', 'playwright', 'test', 'e2e/registry'],
];

function getVersion(folder: string, name: string): string {
  const file = path.join(folder, 'node_modules', name, 'package.json');
  return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
}

/** Runs the commands in a folder until one fails. Returns whether all of them passed. */
function runAll(folder: string, commands: readonly Command[]): boolean {
  return commands.every(([command, ...words]) => {
    process.stdout.write(`\n── ${command} ${words.join(' ')}\n`);
    const { status } = spawnSync(command, words, {
      cwd: folder,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    return status === 0;
  });
}

const copy = mkdtempSync(path.join(tmpdir(), 'test-rjsf-'));
try {
  cpSync(root, copy, { recursive: true, filter: (source) => !excluded.has(path.basename(source)) });
  if (!runAll(copy, install)) throw new Error('rjsf could not be installed');
  const hasPassed = runAll(copy, checks);
  const versions = packages.map((name) => getVersion(copy, name)).join(', ');
  process.stdout.write(`\n${hasPassed ? 'passed' : 'FAILED'} with ${versions}\n`);
  process.exitCode = hasPassed ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
