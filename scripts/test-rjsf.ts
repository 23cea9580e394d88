import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * `npm run test:rjsf` runs the tests of the form with the newest minor version of rjsf that `package.json` allows. It
 * works in a copy of the project, so that the project itself does not change. There is nothing to do when the lockfile
 * has that version already, because `npm test` has run with it. It is a command of its own, so that a release of rjsf
 * does not break the tests of whoever works on something else; CI runs it.
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
  ['npm', 'run', 'test:browser', '--', 'e2e/registry'],
];

/** Returns whether a newer version than the installed one is allowed. */
function hasNewer(): boolean {
  // It ends with 1 when a package is outdated, so only its output tells a failure.
  const { stdout } = spawnSync('npm', ['outdated', '--json', ...packages], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const outdated = JSON.parse(stdout) as Record<string, { current: string; wanted: string }>;
  if ('error' in outdated) throw new Error(`npm outdated failed: ${stdout}`);
  return Object.values(outdated).some(({ current, wanted }) => current !== wanted);
}

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

function describeVersions(folder: string): string {
  return packages.map((name) => getVersion(folder, name)).join(', ');
}

function testNewest(): void {
  const copy = mkdtempSync(path.join(tmpdir(), 'test-rjsf-'));
  try {
    cpSync(root, copy, { recursive: true, filter: (source) => !excluded.has(path.basename(source)) });
    if (!runAll(copy, install)) throw new Error('rjsf could not be installed');
    const hasPassed = runAll(copy, checks);
    process.stdout.write(`\n${hasPassed ? 'passed' : 'FAILED'} with ${describeVersions(copy)}\n`);
    process.exitCode = hasPassed ? 0 : 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

if (hasNewer()) testNewest();
else process.stdout.write(`Nothing to do: ${describeVersions(root)} are the newest versions\n`);
