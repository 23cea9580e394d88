import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** The import graph of the source files, types included, without tests. */
const root = path.join(import.meta.dirname, '..');
const files = new Set(
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(
      (file) => /^(packages|server|shared|src)\/.*\.tsx?$/.test(file) && !/\.(test|setup)\./.test(file),
    ),
);

/** Entry points that other folders import by a name instead of a path. */
const aliases: Record<string, string> = {
  'schema-form': 'packages/schema-form/src/index.ts',
  'schema-form/server': 'packages/schema-form/src/server.ts',
  'schema-form/editor': 'packages/schema-form/src/editor.ts',
  '#patterns': 'packages/schema-form/src/patterns/linear-patterns.ts',
};

function getImports(file: string): string[] {
  const source = readFileSync(path.join(root, file), 'utf8');
  return [...source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].flatMap(([, specifier = '']) => {
    const target = specifier.startsWith('.')
      ? path.posix.join(path.posix.dirname(file), specifier)
      : aliases[specifier];
    return target && files.has(target) ? [target] : [];
  });
}

const graph = new Map([...files].map((file) => [file, getImports(file)]));

/** Returns the names on a cycle of a graph; null if it has none. */
function findCycle(edges: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
    if (done.has(name)) return null;
    for (const next of edges.get(name) ?? []) {
      const cycle = visit(next, [...trail, name]);
      if (cycle) return cycle;
    }
    done.add(name);
    return null;
  };
  for (const name of edges.keys()) {
    const cycle = visit(name, []);
    if (cycle) return cycle;
  }
  return null;
}

/** Returns the import graph between the direct subfolders of a folder, and the files directly in it. */
function getFolderGraph(parent: string): Map<string, string[]> {
  const toFolder = (file: string) =>
    file.startsWith(parent) ? (file.slice(parent.length).split('/')[0] ?? null) : null;
  const edges = new Map<string, string[]>();
  for (const [file, imports] of graph) {
    const from = toFolder(file);
    if (from === null) continue;
    const targets = imports.map(toFolder).filter((to) => to !== null && to !== from) as string[];
    edges.set(from, [...new Set([...(edges.get(from) ?? []), ...targets])]);
  }
  return edges;
}

test('imports form no cycle, even with type imports', () => {
  expect(graph.size).toBeGreaterThan(300);
  expect(findCycle(graph)).toBeNull();
});

describe('imports form no cycle between the subfolders and files of', () => {
  test.for(['packages/schema-form/src/', 'src/', 'server/'])('%s', (parent) => {
    const folders = getFolderGraph(parent);
    expect(folders.size).toBeGreaterThan(5);
    expect(findCycle(folders)).toBeNull();
  });
});
