import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createFolder } from './create-database.ts';

/** Writes a form definition to a file, which is removed after the current test, and returns its path. */
export function writeForm(definition: unknown): string {
  const file = path.join(createFolder(), 'form.json');
  writeFileSync(file, typeof definition === 'string' ? definition : JSON.stringify(definition));
  return file;
}

/** Returns the placeholder of a text in a form definition. */
export function placeholder(key: string): string {
  return `\${${key}}`;
}
