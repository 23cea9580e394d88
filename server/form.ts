import path from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { FormDefinitionError } from 'schema-form/server';
import { findLanguage } from '../shared/languages.ts';
import { pagePaths } from '../shared/page.ts';
import { createApp } from './create-app.ts';
import { createDependencies } from './create-dependencies.ts';
import { createSite } from './create-site.ts';
import { demoId, demoMobile } from './demo-mode.ts';
import type { Program } from './dependencies.ts';
import { describeFormCheck, type FormCheck } from './describe-form-check.ts';
import type { Customer } from './domain/customer.ts';
import { type Env, readCommandDatabase, readFormEnv } from './env.ts';
import { createPageRenderer } from './page-renderer.ts';
import { builtSandbox, distFolder } from './project-folder.ts';
import { type CustomersReport, checkCustomers } from './services/check-customers.ts';
import { checkFormDefinition, type FormDefinition, limitFiles } from './services/form-definition.ts';
import { measurePage, type PageWeight } from './services/measure-page.ts';
import { createProfileForms } from './services/profile-forms.ts';
import { explainStart } from './start-error.ts';
import { readCustomers } from './store/read-customers.ts';

const usage = 'Usage: npm run form -- check FILE.json [--customers] [--json]';

async function main(words: string[]): Promise<void> {
  const parsed = parse(words);
  if (!parsed) return fail(usage);
  const check = await checkForm(parsed.file, parsed.customers);
  process.stdout.write(parsed.json ? `${JSON.stringify(check, null, 2)}\n` : describeFormCheck(check));
  if (check.problems.some(({ level }) => level === 'error')) process.exitCode = 1;
}

function parse(words: string[]): { file: string; customers: boolean; json: boolean } | null {
  try {
    const flags = {
      customers: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    } as const;
    const { values, positionals } = parseArgs({ args: words, options: flags, allowPositionals: true });
    const [command, file, ...rest] = positionals;
    return command === 'check' && file !== undefined && rest.length === 0 ? { file, ...values } : null;
  } catch {
    return null;
  }
}

async function checkForm(file: string, withCustomers: boolean): Promise<FormCheck> {
  const { definition, problems } = checkFormDefinition(file, createSite(readFormEnv(file)));
  const check: FormCheck = { problems, page: null, customers: null };
  if (!definition) return check;
  try {
    const { program, env } = await createProgram(file);
    const page = await measureEditPage(program);
    return { ...check, page, customers: withCustomers ? await checkStored(definition, program, env) : null };
  } catch (error) {
    // Some errors are found only when the validator is compiled.
    if (!(error instanceof FormDefinitionError)) throw error;
    const { pointer, problem } = error;
    return { ...check, problems: [{ level: 'error', kind: 'invalid', pointer, problem }, ...problems] };
  }
}

/** Creates the program with a form, and with the demo customer in a database in memory. */
async function createProgram(file: string): Promise<{ program: Program; env: Env }> {
  const env = readFormEnv(file);
  const program = await createDependencies(env, {
    logger: pino({ level: env.logLevel }),
    print: () => {},
    renderer: await createPageRenderer(distFolder),
    sandboxProgram: builtSandbox,
  });
  return { program, env };
}

async function measureEditPage(program: Program): Promise<PageWeight> {
  const app = createApp(program, path.join(distFolder, 'client'));
  const customer = { customer_id: demoId, mobile: demoMobile };
  const session = await program.sessions.start({ customer, oldToken: null, keepSignedIn: false });
  const headers = { cookie: `session=${session?.token}` };
  const get = async (url: string) => app.request(new URL(url, 'http://localhost').href, { headers });
  return measurePage(get, pagePaths.edit);
}

/** Validates the customers of the database that DATABASE_URL names. */
function checkStored(
  definition: FormDefinition,
  { site, getTexts, withPatterns }: Program,
  { fileLimit }: Env,
): Promise<CustomersReport> {
  const forms = createProfileForms(limitFiles(definition, fileLimit), { site, getTexts });
  const getForm = ({ language }: Customer) =>
    forms.get(findLanguage(site.languages, language) ?? site.defaultLanguage);
  return checkCustomers(readCustomers(readCommandDatabase()), getForm, withPatterns);
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => fail(explainStart(error)));
