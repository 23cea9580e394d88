import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createFolder } from './create-database.ts';

/** A form definition in a file, which goes with the test that runs; gives its path. */
export function writeForm(definition: unknown): string {
  const file = path.join(createFolder(), 'form.json');
  writeFileSync(file, typeof definition === 'string' ? definition : JSON.stringify(definition));
  return file;
}

/** Where a form definition says the text of this key. */
export function placeholder(key: string): string {
  return `\${${key}}`;
}
