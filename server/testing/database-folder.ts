import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const memory = '/dev/shm';

/** What the databases of tests that run at once may need, in bytes. Containers often have 64 MB of shared memory. */
const room = 2e9;

/**
 * The folder for the databases of tests. It is in memory where the system has such a folder with enough room: SQLite
 * waits for the disk at each commit, which takes more time than the tests themselves.
 */
export const databaseFolder = hasRoom(memory) ? memory : tmpdir();

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > room;
}
