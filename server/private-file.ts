import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ownerAlone = { file: 0o600, folder: 0o700 };

/**
 * Creates a file, and the folders to it, that nobody but their owner can open: other users of the
 * machine must not read customers' data. What exists stays as it is: a mistyped path may name
 * anything. Throws when the file can't be created.
 */
export function createPrivateFile(file: string, content = ''): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: ownerAlone.folder });
  try {
    writeFileSync(file, content, { mode: ownerAlone.file, flag: 'wx' });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

/**
 * Takes a file of ours away from everybody but its owner, if there is one. Call it once the file is
 * known to be ours. Throws when its mode can't be changed; Windows has no modes.
 */
export function makePrivate(file: string): void {
  if (process.platform === 'win32') return;
  try {
    const stats = statSync(file);
    if (stats.isFile() && (stats.mode & 0o777) !== ownerAlone.file) chmodSync(file, ownerAlone.file);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}
