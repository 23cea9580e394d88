import { createSecurityText } from './config/create-security-text.ts';
import { createForms } from './create-forms.ts';
import { createProgram } from './create-program.ts';
import { createSite } from './create-site.ts';
import { isDemo, prepareDemoDatabase } from './demo-mode.ts';
import type { Program } from './dependencies.ts';
import { describeError } from './describe-error.ts';
import type { Env } from './env.ts';
import { type ContextOptions, createContext } from './program-context.ts';
import { createStore } from './store/create-store.ts';
import { measureLimits } from './telemetry/measure-program.ts';

/** Milliseconds before it expires in which a start warns about security.txt. */
const expiryWarning = 30 * 86_400_000;

/**
 * Creates everything that the program consists of. Throws when the form definition is invalid, the
 * database can't be opened, or demo mode refuses the database.
 */
export async function createDependencies(env: Env, options: ContextOptions): Promise<Program> {
  const context = createContext(options);
  const { logger } = context;
  for (const { name, nearest } of env.unknownVariables) {
    logger.warn(
      { variable: name, ...(nearest !== null && { nearest }) },
      'A variable is set that nothing reads',
    );
  }
  const loadedSite = createSite(env);
  for (const { file, missing, unknown } of loadedSite.localeReports) {
    // With another backend the form of this program is not shown.
    if (env.backend && file.endsWith('/form.json')) continue;
    logger.warn(
      { file, missing: missing.length, unknown: unknown.length, keys: [...missing, ...unknown].slice(0, 20) },
      'LOCALES lacks texts, which are shown in English, or has texts that nothing reads',
    );
  }
  const securityText = createSecurityText(env.config, env.publicOrigin);
  if (securityText && securityText.expiresAt < context.now() + expiryWarning) {
    logger.warn(
      { expires: env.config.security?.expires },
      'security.txt expires soon: see /security in CONFIG',
    );
  }
  const forms = createForms(env, loadedSite, context);
  const onError = (error: Error) => logger.error(describeError(error), 'A database connection broke');
  const store = measureLimits(await createStore(env.databaseUrl, onError, env.changeFeed), context.telemetry);
  try {
    if (isDemo(env)) await prepareDemoDatabase(store.customers);
    return await createProgram(env, context, { ...loadedSite, securityText }, forms, store);
  } catch (error) {
    // An open database keeps the process alive.
    await store.close();
    throw error;
  }
}
