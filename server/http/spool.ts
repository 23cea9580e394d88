import { createWriteStream, openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Keeps the files of one request on the disk until it is answered, so that they take no memory. */
export interface Spool {
  /** Writes a file; the blob reads it from the disk on demand. */
  write(content: Readable): Promise<Blob>;
  /** Removes all files. */
  remove(): Promise<void>;
}

/** The disk is full, broken or read-only, or the folder is gone: the same upload may succeed later. */
export class SpoolError extends Error {
  override name = 'SpoolError';
  /** The code of the operating system. */
  readonly code: unknown;
  constructor(cause: unknown) {
    super('The disk cannot be written', { cause });
    this.code = (cause as NodeJS.ErrnoException).code;
  }
}

const unwritable = /^(ENOENT|ENOSPC|EDQUOT|EFBIG|EROFS|EACCES|EIO|EMFILE|ENFILE)$/;

/** Creates a spool in a new folder that only this program's user may enter. */
export function createSpool(): Spool {
  let folder: Promise<string> | undefined;
  let count = 0;
  return {
    async write(content) {
      try {
        // Mode 0700. The name can't be guessed, so no attacker has placed a link there.
        folder ??= mkdtemp(path.join(tmpdir(), 'profile-upload-'));
        count += 1;
        const name = String(count);
        const file = path.join(await folder, name);
        await pipeline(content, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
        return await openAsBlob(file);
      } catch (error) {
        throw unwritable.test(String((error as NodeJS.ErrnoException).code)) ? new SpoolError(error) : error;
      }
    },
    async remove() {
      const created = await folder?.catch(() => null);
      if (created) await rm(created, { recursive: true, force: true });
    },
  };
}
