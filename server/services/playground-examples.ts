import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isJsonObject } from 'schema-form/server';
import type { PlaygroundDocuments } from '../../shared/playground.ts';
import { projectFolder } from '../project-folder.ts';

const folder = path.join(projectFolder, 'examples');

/** The names of the examples. */
export function listExamples(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => path.basename(name, '.json'));
}

/** The documents of an example; null when no example has this name. */
export function findExample(name: string): PlaygroundDocuments | null {
  // The name comes from a request, and must not become a path.
  if (!listExamples().includes(name)) return null;
  const example: unknown = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
  const { schema = {}, ui_schema = {}, data = {} } = isJsonObject(example) ? example : {};
  const print = (value: unknown) => JSON.stringify(value, null, 2);
  return { schema: print(schema), ui_schema: print(ui_schema), data: print(data) };
}
