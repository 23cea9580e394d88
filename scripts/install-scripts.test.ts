import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

function read(file: string): unknown {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, '..', file), 'utf8'));
}

test('package.json names every package whose install script npm may run, on all platforms', () => {
  const { allowScripts } = read('package.json') as { allowScripts: Record<string, boolean> };
  const { packages } = read('package-lock.json') as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  const withScripts = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([name]) => name.replace(/^.*node_modules\//, ''));
  expect(withScripts.filter((name) => !(name in allowScripts))).toEqual([]);
  // npm would compile SQLite, which the package contains compiled.
  expect(allowScripts['better-sqlite3']).toBe(false);
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
  expect(allowed.filter((name) => !withScripts.includes(name))).toEqual([]);
});
