import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { CommandError } from '../command-error.ts';

/** Writes a new file that only its owner may read. Throws CommandError; a file that is not whole is removed. */
export async function writeNewFile(file: string, write: (output: Writable) => Promise<void>): Promise<void> {
  const output = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  try {
    await write(output);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new CommandError(`There is a file ${file} already.`);
    if (output.pending) throw new CommandError(`The file ${file} can't be written.`);
    await rm(file, { force: true });
    throw error;
  }
}
