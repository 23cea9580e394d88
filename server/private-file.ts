import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ownerAlone = { file: 0o600, folder: 0o700 };

/**
 * Creates a file and its folders with access for their owner alone: other users of the machine must not
 * read customers' data. Existing files keep their mode, since a mistyped path may name any file. Throws
 * when the file can't be created.
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
 * Restricts a file to its owner, if it exists. Call it only for a file that is known to be the program's
 * own. Throws when the mode can't be changed; does nothing on Windows, which has no modes.
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
