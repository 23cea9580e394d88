import path from 'node:path';
import type { Hono } from 'hono';
import type { JsonObject, JsonSchema } from 'schema-form/server';
import { pagePaths } from '../../shared/page.ts';
import { createAdminApp } from '../create-admin-app.ts';
import { createApp } from '../create-app.ts';
import type { Program } from '../dependencies.ts';
import { toFormData } from '../domain/customer.ts';
import type { AppEnv } from '../http/app-env.ts';
import { distFolder } from '../project-folder.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { createPlainValidator } from '../testing/plain-validator.ts';
import { startBackend } from '../testing/start-backend.ts';
import { startProvider } from '../testing/start-provider.ts';
import { writeForm } from '../testing/write-form.ts';
import type { GeneratedRequest, Route } from './arbitrary-request.ts';
import { fuzzForm } from './fuzz-form.ts';

const adminKey = 'k'.repeat(32);
const customer = {
  customer_id: 'c-fuzz',
  mobile: '+971501112233',
  changes: { first_name: 'Fuzz', last_name: 'Test' },
};

/** The program with everything that it can serve, as generated requests find it. */
export interface FuzzTarget {
  /** What each site serves. */
  routes: Record<GeneratedRequest['site'], Route[]>;
  /** The app of the pages and the API. */
  app: Hono<AppEnv>;
  /** Sends a request in this process. */
  send(request: GeneratedRequest): Promise<Response>;
  /** Returns what is wrong with the stored data. */
  findInvalidData(): Promise<string[]>;
  /** Forgets what the fixtures of the tests remember of earlier requests. */
  clear(): void;
}

/** Starts the program with the playground, the admin API and an OpenID provider, and another one in front of a backend. */
export async function startFuzzTarget(): Promise<FuzzTarget> {
  const provider = await startProvider();
  const own = await createTestApp({
    variables: {
      ...provider.variables,
      PROFILE_FORM: writeForm(fuzzForm),
      PLAYGROUND: '1',
      TRUST_PROXY: '1',
      ADMIN_PORT: '0',
      ADMIN_KEY: adminKey,
      BODY_LIMIT: '128 KiB',
      FILE_LIMIT: '64 KiB',
      LOG_LEVEL: 'error',
    },
  });
  const remote = await startBackend({}, { PLAYGROUND: '1', BODY_LIMIT: '128 KiB', LOG_LEVEL: 'error' });
  const { dependencies } = own;
  if (!dependencies.admin) throw new Error('There is no admin API');
  const admin = createAdminApp(dependencies, dependencies.admin);
  const toApp = (program: Program) => createApp(program, path.join(distFolder, 'client'));
  const app = toApp(dependencies);
  let cookie: Promise<string> | null = null;

  /** The session of the customer, whom earlier requests may have signed out, changed or deleted. */
  const signIn = async () => {
    const { customers } = dependencies.store;
    // The admin API may have given the number to somebody else.
    for (const { customer_id } of await customers.listAfter('', 1000)) await customers.remove(customer_id);
    await customers.put([customer]);
    const session = await dependencies.sessions.start({ customer, oldToken: null, keepSignedIn: false });
    return `session=${session?.token}`;
  };

  const sites = { own, admin, backend: remote.app };
  const schema: JsonSchema = fuzzForm.schema;
  const isValid = createPlainValidator(schema);
  return {
    routes: {
      own: getRoutes(app),
      admin: getRoutes(admin),
      backend: getRoutes(toApp(remote.app.dependencies)),
    },
    app,
    async send({ site, isSignedIn, method, path: url, headers, body, isChunked }) {
      cookie ??= signIn();
      const session = await cookie;
      const own =
        site === 'backend' ? [...remote.browser.cookies].map((pair) => pair.join('=')).join('; ') : session;
      const cookies = headers.filter(([name]) => name === 'cookie').map(([, value]) => value);
      const sent = new Headers(headers.filter(([name]) => name !== 'cookie'));
      if (isSignedIn && site === 'admin') sent.set('authorization', `Bearer ${adminKey}`);
      const all = isSignedIn && site !== 'admin' ? [own, ...cookies] : cookies;
      if (all.length > 0) sent.set('cookie', all.join('; '));
      const bytes = body === null ? null : Buffer.from(body, 'latin1');
      const init = {
        method,
        headers: sent,
        ...(bytes && { body: isChunked ? new Blob([bytes]).stream() : bytes, duplex: 'half' }),
      };
      const response = await sites[site].request(`http://localhost${url}`, init as RequestInit, {
        incoming: { socket: { remoteAddress: '192.0.2.1' } },
      });
      const text = await response.clone().text();
      const isOver =
        response.status === 401 || response.headers.get('location')?.startsWith(pagePaths.signIn);
      const mayEnd = site === 'admin' || /sign-out|logout|sign-in/.test(url);
      if ((isSignedIn && isOver) || mayEnd) cookie = null;
      if (Object.hasOwn(Object.prototype, 'polluted')) throw new Error(`A prototype has changed: ${text}`);
      return response;
    },
    async findInvalidData() {
      const stored = await dependencies.store.customers.listAfter('', 100);
      return stored.flatMap((row) => {
        const data = toFormData(row, schema);
        // The log of a run shows what is stored, so it holds generated data alone.
        const shown = JSON.stringify(row);
        const isText = isWellFormed(row as unknown as JsonObject);
        return [...(isValid(data) ? [] : [`invalid: ${shown}`]), ...(isText ? [] : [`no text: ${shown}`])];
      });
    },
    clear() {
      for (const { logs, gateway, printed } of [own, remote.app]) {
        logs.length = 0;
        printed.length = 0;
        gateway.requests.length = 0;
      }
      provider.requests.length = 0;
    },
  };
}

/** Returns what an app serves, and a path that it does not. */
function getRoutes(app: Hono<AppEnv>): Route[] {
  const served = app.routes.filter(({ method, path }) => method !== 'ALL' && !/^\/?\*$/.test(path));
  const routes = served.map(({ method, path }) => ({ method, path }));
  const distinct = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  return [...distinct.values(), { method: 'GET', path: '/nothing/*' }];
}

/** Returns whether no text in a value has a lone surrogate or a NUL, which PostgreSQL can't store. */
function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, item]) => isWellFormed(key) && isWellFormed(item));
}
