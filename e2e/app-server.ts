import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BuiltInLanguage } from '../locales/built-in-languages.ts';
import { databaseFolder } from '../server/testing/database-folder.ts';
import { type SmsGateway, startSmsGateway } from '../server/testing/sms-gateway.ts';
import { createCustomerDatabase, getMobile } from './customer-database.ts';
import { getScriptArguments, projectFolder } from './program.ts';
import { passResendWait } from './resend-wait.ts';

/** The running application with its own port, database and SMS gateway. */
export interface AppServer {
  origin: string;
  /** Returns a customer that no other test uses, because a number may request only ten codes per hour. */
  takeCustomer(language: BuiltInLanguage): TestCustomer;
  /** Waits until a browser has reported a violation of the Content Security Policy, which then is no error. */
  takeCspReport(): Promise<object>;
  /** Stops the server. Throws when it has logged an error, or a browser has reported a violation. */
  stop(): Promise<void>;
}

/** A customer who signs in. All values are stored except the gender and the number of the national ID. */
export interface TestCustomer {
  language: BuiltInLanguage;
  /** The number in E.164. */
  mobile: string;
  /**
   * Waits until a code was sent after the previous call, and returns the latest code. Another one may then be requested at
   * once: the tests of a customer need several, and don't wait.
   */
  takeCode(): Promise<string>;
}

export interface AppServerOptions {
  /** It serves this form instead of the built-in one. */
  profileForm?: object | null;
  /** It runs a copy of the application in which this file replaces `src/registry.tsx`. */
  registry?: string | null;
  /** More environment variables. */
  variables?: Record<string, string>;
  /** The reference backend holds the customers, and has the form. */
  hasBackend?: boolean;
}

/** Starts the application with customers. */
export async function startAppServer({
  profileForm = null,
  registry = null,
  variables = {},
  hasBackend = false,
}: AppServerOptions = {}): Promise<AppServer> {
  const folder = await mkdtemp(path.join(databaseFolder, 'profile-page-'));
  const home = registry ? path.join(folder, 'copy') : projectFolder;
  if (registry) await copyProgram(home, registry);
  const formFile = path.join(folder, 'form.json');
  if (profileForm) await writeFile(formFile, JSON.stringify(profileForm));
  const gateway = await startSmsGateway();
  const form = profileForm ? formFile : '';
  const backend = hasBackend ? await startJourneyBackend(form, gateway.url) : null;
  const database = path.join(folder, 'customer.db');
  if (!backend) await createCustomerDatabase(database);
  const env = {
    ...process.env,
    ...unset,
    PORT: '0',
    LOG_LEVEL: 'warn',
    SHUTDOWN_DELAY: '0s',
    ...(backend
      ? { BACKEND_URL: backend.origin, BACKEND_COOKIES: 'backend_session,csrftoken' }
      : { DATABASE_URL: `file:${database}`, SMS_WEBHOOK_URL: gateway.url, PROFILE_FORM: form }),
    PLAYGROUND: '1',
    ...variables,
  };
  const server = spawn(process.execPath, getScriptArguments('start'), {
    cwd: home,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(server, 'exit');
  let output = '';
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    backend?.stop();
    gateway.close();
    await rm(folder, { recursive: true });
  };
  const started = new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk;
      const [, address] = /^The profile page is at (\S+)$/m.exec(output) ?? [];
      if (address) resolve(address);
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.once('exit', () => reject(new Error(`The server did not start: ${output}`)));
  });
  const origin = await started.catch(async (error: unknown) => {
    await stop();
    throw error;
  });

  const readLog = () =>
    output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { level: number; msg: string });

  const taken = new Map<BuiltInLanguage, number>();
  return {
    origin,
    takeCustomer(language) {
      const count = (taken.get(language) ?? 0) + 1;
      taken.set(language, count);
      const mobile = getMobile(language, count);
      return {
        language,
        mobile,
        async takeCode() {
          const code = await findCode(gateway, mobile);
          if (!backend) passResendWait(database);
          return code;
        },
      };
    },
    async takeCspReport() {
      for (let tries = 0; tries < 500; tries += 1) {
        const report = readLog().find(({ msg }) => /Content Security Policy/.test(msg));
        if (report) {
          output = output.replace(/^.*Content Security Policy.*\n/m, '');
          return report;
        }
        await wait(20);
      }
      throw new Error('No violation was reported');
    },
    async stop() {
      await stop();
      const errors = readLog().filter(({ level, msg }) => level >= 50 || /Content Security Policy/.test(msg));
      if (errors.length > 0) throw new Error(`The server logged errors:\n${JSON.stringify(errors, null, 1)}`);
    },
  };
}

/** Starts the reference backend with the customers of all tests. */
async function startJourneyBackend(form: string, gateway: string): Promise<{ origin: string; stop(): void }> {
  const words = ['--conditions=schema-form-source', path.join(projectFolder, 'e2e/journey-backend.ts')];
  const backend = spawn(process.execPath, words, {
    env: { ...(form && { PROFILE_FORM: form }), GATEWAY: gateway },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await new Promise<string>((resolve, reject) => {
    backend.stdout.once('data', (line: Buffer) => resolve(/http:\S+/.exec(line.toString())?.[0] ?? ''));
    backend.once('exit', (code) => reject(new Error(`The backend ended with ${code}`)));
  });
  return { origin, stop: () => backend.kill() };
}

async function findCode(gateway: SmsGateway, mobile: string): Promise<string> {
  for (let tries = 0; tries < 500; tries += 1) {
    const latest = gateway.requests.findLast(({ body }) => body.to === mobile);
    if (latest) {
      gateway.requests = gateway.requests.filter(({ body }) => body.to !== mobile);
      return latest.body.code;
    }
    await wait(20);
  }
  throw new Error(`No code was sent to ${mobile}`);
}

/** The files and folders that a build needs. */
const buildInputs = [
  'packages',
  'src',
  'server',
  'shared',
  'locales',
  'examples',
  'public',
  'scripts',
  'index.html',
  'vite.config.ts',
  'package.json',
  'profile.config.schema.json',
];

async function copyProgram(home: string, registry: string): Promise<void> {
  for (const input of buildInputs)
    await cp(path.join(projectFolder, input), path.join(home, input), { recursive: true });
  // Each package has its own link, because `schema-form` is the package of the copy.
  const from = path.join(projectFolder, 'node_modules');
  const to = path.join(home, 'node_modules');
  await mkdir(to);
  for (const name of await readdir(from)) {
    const target = name === 'schema-form' ? path.join(home, 'packages/schema-form') : path.join(from, name);
    await symlink(target, path.join(to, name));
  }
  await cp(registry, path.join(home, 'src/registry.tsx'));
}

/** An empty variable counts as unset. The tests ignore the settings of the developer who runs them. */
const unset = {
  HOST: '',
  NODE_ENV: '',
  SESSION_SECRET: '',
  SMS_WEBHOOK_SECRET: '',
  DEFAULT_LANGUAGE: '',
  CONFIG: '',
  LOCALES: '',
  DEFAULT_COUNTRY: '',
  TRUST_PROXY: '',
  PUBLIC_ORIGIN: '',
  BODY_LIMIT: '',
  FILE_LIMIT: '',
  SESSION_IDLE: '',
  SESSION_MAX: '',
  DATABASE_URL: '',
  SMS_WEBHOOK_URL: '',
  PROFILE_FORM: '',
  BACKEND_URL: '',
};
