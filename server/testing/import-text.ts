import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CommandContext, loadCommandForm } from '../customers/command-context.ts';
import { importFile } from '../customers/import-command.ts';
import { createFolder } from './create-database.ts';
import type { TestApp } from './create-test-app.ts';
import { writeForm } from './write-form.ts';

const env = {
  defaultCountry: 'AE',
  profileForm: null,
  config: {},
  localesFolder: null,
  defaultLanguage: null,
} as const;

const builtIn = loadCommandForm(env);

/** Returns what the commands work on, for the database of an app. */
export function createCommandContext(app: TestApp, form?: object): CommandContext {
  const loaded = form ? loadCommandForm({ ...env, profileForm: writeForm(form) }) : builtIn;
  return { ...loaded, store: app.dependencies.store };
}

/** Writes a file for the current test, and returns its path. */
export function writeImportFile(content: string | Uint8Array, name = 'customers.csv'): string {
  const file = path.join(createFolder(), name);
  writeFileSync(file, content);
  return file;
}

interface ImportTextOptions {
  /** The name of the file, which says its format. */
  name?: string;
  encoding?: string;
  isDayFirst?: boolean;
  isOverwriting?: boolean;
}

/** Imports the text of a file as `npm run customers -- import` does. */
export async function importText(
  context: CommandContext,
  content: string | Uint8Array,
  { name, encoding, isDayFirst = false, isOverwriting = false }: ImportTextOptions = {},
) {
  const { plan, skipped } = await importFile(context, writeImportFile(content, name), {
    format: null,
    encoding: encoding ?? null,
    isDayFirst,
    isOverwriting,
  });
  const { added, updated, unchanged } = plan;
  return { added, updated, unchanged, kept: plan.kept, skipped };
}
