import { type WithPatterns, withPatternAnswers } from 'schema-form/server';
import type { Languages } from '../../shared/languages.ts';
import { createSite } from '../create-site.ts';
import { type CommandEnv, readCommandEnv } from '../env.ts';
import { builtSandbox } from '../project-folder.ts';
import { type CommandEvent, recordCommand } from '../record-command.ts';
import { createSandbox, matchInSandbox } from '../sandbox/sandbox.ts';
import { loadFormDefinition } from '../services/form-definition.ts';
import { createProfileForms, type LanguageForm } from '../services/profile-forms.ts';
import type { Texts } from '../services/texts.ts';
import { createStore } from '../store/create-store.ts';
import type { Store } from '../store/store.ts';
import { type ColumnCache, createColumnCache } from './columns.ts';

/** What the commands work on. */
export interface CommandContext {
  store: Store;
  /** The form in English, whose rules values must meet. */
  form: LanguageForm;
  texts: Texts;
  /** The languages that a customer may have. */
  languages: Languages;
  columns: ColumnCache;
  defaultCountry: CommandEnv['defaultCountry'];
  withPatterns: WithPatterns;
}

/** Writes what a command did to the audit log. */
export type RecordEvent = (event: CommandEvent) => Promise<void>;

/** Runs a command on the database and the form that the environment names; throws what `explainStart` explains. */
export async function withCommandContext(
  run: (context: CommandContext, record: RecordEvent) => Promise<void>,
): Promise<void> {
  const env = readCommandEnv();
  const { close, ...form } = loadCommandForm(env);
  const store = await createStore(env.databaseUrl, () => {}, env.changeFeed);
  try {
    await run({ store, ...form }, (event) => recordCommand(store, env, event));
  } finally {
    close();
    await store.close();
  }
}

/** Loads the form and what validates its values; `close` ends the sandbox. */
export function loadCommandForm(
  env: Pick<CommandEnv, 'defaultCountry' | 'profileForm' | 'config' | 'localesFolder' | 'defaultLanguage'>,
): Omit<CommandContext, 'store'> & { close(): void } {
  const { site, getTexts } = createSite(env);
  const siteTexts = { site, getTexts };
  const form = createProfileForms(loadFormDefinition(env.profileForm, siteTexts), siteTexts).get('en');
  const sandbox = createSandbox({ script: builtSandbox.script, readable: builtSandbox.readable });
  const matchPatterns = matchInSandbox(sandbox);
  return {
    form,
    texts: getTexts('en'),
    languages: site.languages,
    columns: createColumnCache(form.schema),
    defaultCountry: env.defaultCountry,
    withPatterns: (work) => withPatternAnswers(matchPatterns, work),
    close: () => sandbox.close(),
  };
}
