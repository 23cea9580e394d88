import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isJsonObject } from 'schema-form/server';
import type { PlaygroundDocuments } from '../../shared/playground.ts';
import { projectFolder } from '../project-folder.ts';

const folder = path.join(projectFolder, 'examples');

/** The examples in the order of the page. Their titles are `example.<name>` in `locales/<language>/playground.json`. */
const examples: readonly string[] = [
  'motor-claim',
  'payment-methods',
  'address-book',
  'tax-form',
  'translations',
  'household',
  'arabic-enrolment',
  '500-fields',
];

/** Returns the names of the examples. */
export function listExamples(): string[] {
  return [...examples];
}

/** Returns the file of an example. */
export function getExampleFile(name: string): string {
  return path.join(folder, `${name}.json`);
}

/** Returns the documents of an example; null when no example has this name. */
export function findExample(name: string): PlaygroundDocuments | null {
  // The name comes from a request, and must not become a path.
  if (!examples.includes(name)) return null;
  const example: unknown = JSON.parse(readFileSync(getExampleFile(name), 'utf8'));
  const { schema = {}, ui_schema = {}, data = {} } = isJsonObject(example) ? example : {};
  const print = (value: unknown) => JSON.stringify(value, null, 2);
  return { schema: print(schema), ui_schema: print(ui_schema), data: print(data) };
}
