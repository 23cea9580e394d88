import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createFolder } from './create-database.ts';

/** Writes files into a new folder, objects as JSON, and returns the folder. It is removed after the current test. */
export function writeFiles(files: Readonly<Record<string, unknown>>, folder = createFolder()): string {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    const isRaw = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(file, isRaw ? content : JSON.stringify(content));
  }
  return folder;
}
