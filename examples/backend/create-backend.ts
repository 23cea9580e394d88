/**
 * A backend that speaks the Customer API: the example for teams that write one, and what the tests run against.
 * It has its own login page, login endpoints and cookies. `npm run example-backend` starts it; docs/backend.md describes it.
 */
import { createServer, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { answerIcon } from '../icon.ts';
import {
  type CustomerForm,
  type Data,
  exampleForm,
  layla,
  loginPage,
  type Texts,
  toCustomer,
} from './customer-form.ts';
import { methods, parseObject, readBody, readCookies, readValues, send } from './http.ts';
import { answerLogin } from './login.ts';
import { createSessions } from './sessions.ts';
import { type Dialect, writeForm } from './write-form.ts';

export interface BackendOptions {
  /** Another form than the one of the example. */
  form?: CustomerForm;
  dialect?: Dialect;
  /** What goes wrong; `late` stores a save and answers after the page has given up, `rotate` replaces the session with every answer. */
  failure?: 'none' | 'slow' | 'late' | '500' | 'html' | 'rotate';
  /** The origins that the login may lead back to. */
  pages?: string[];
  /** The customer of an access token of an OpenID provider; null for any other token. */
  findCustomer?: (accessToken: string) => Promise<string | null>;
  /** Seconds after which another code may be asked for. */
  resendIn?: number;
  /** Sends a code to a mobile number. */
  sendCode?: (mobile: string, code: string) => void;
}

export interface Backend {
  server: Server;
  /** May be changed while it runs. */
  options: BackendOptions;
  /** What it stores, by customer. */
  data: Map<string, Data>;
  /** The last code of each mobile number, which a text message would contain. */
  codes: Map<string, string>;
}

/** Creates the server, which does not listen yet. */
export function createBackend(options: BackendOptions = {}): Backend {
  const data = new Map<string, Data>([['c-layla', { ...layla }]]);
  const versions = new Map<string, number>();
  const sessions = createSessions();
  const codes = new Map<string, string>();

  const server = createServer(async (request, response) => {
    if (answerIcon(request, response)) return;
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://backend');
    // Paths work with and without the slash at their end.
    const path = pathname.replace(/\/?$/, '/');
    const { failure = 'none', dialect = 'contract', pages = ['http://localhost:3000'] } = options;
    const { form = exampleForm } = options;
    const cookies = readCookies(request);
    const text = await readBody(request);
    if (text === null) return send(response, 413, { error_message: 'The body is too large' });
    if (path === '/login/') {
      if (request.method !== 'POST') return send(response, 200, loginPage, 'text/html; charset=utf-8');
      sessions.start(response, new URLSearchParams(text).get('customer') ?? '');
      // Against open redirects: only the profile page may be next.
      const next = searchParams.get('next') ?? '';
      const isOwn = URL.canParse(next) && pages.includes(new URL(next).origin);
      return response.writeHead(303, { location: isOwn ? next : (pages[0] ?? '/') }).end();
    }
    if (path.startsWith('/api/v3/customer/login/')) {
      const services = { data, codes, ...options };
      const { status, body, customerId } = answerLogin(path, parseObject(text) ?? {}, services);
      if (customerId) sessions.start(response, customerId);
      return send(response, status, body);
    }
    if (failure === 'slow') await wait(30_000, undefined, { ref: false });
    if (failure === '500') return send(response, 500, 'Internal Server Error', 'text/plain');
    if (failure === 'html') return send(response, 200, '<h1>It works!</h1>', 'text/html');

    const [, token] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
    const holder = token && (await options.findCustomer?.(token));
    const customerId = holder || (sessions.find(cookies) ?? '');
    const customer = data.get(customerId);
    if (!customer) return send(response, 401, { error_message: 'Customer not authenticated' });
    // Against cross-site request forgery: the origin, and a cookie that is sent twice. No browser sends a token by itself.
    const isOwn = request.headers.origin === `http://${request.headers.host}`;
    const isProven = isOwn && request.headers['x-csrftoken'] === cookies.csrftoken;
    if (request.method === 'POST' && !isProven && !holder)
      return send(response, 403, { error_message: 'Forged' });
    if (failure === 'rotate') {
      sessions.end(cookies);
      sessions.start(response, customerId);
    }
    const changes = readValues(request, text);
    if (typeof changes === 'number')
      return send(response, changes, { error_message: 'This body is not accepted' });

    const sendForm = (values: Data, errors: Texts = {}, isConflict = false) => {
      const { status, type, body } = writeForm(form, dialect, customerId, values, errors);
      // Only this dialect has versions. The page does without them in the others.
      if (dialect === 'contract') response.setHeader('etag', `"v${versions.get(customerId) ?? 1}"`);
      send(response, isConflict ? 412 : status, body, type);
    };
    const allowed = methods[path];
    if (!allowed) return send(response, 404, { error_message: 'Not found' });
    switch (`${request.method} ${path}`) {
      case 'GET /api/v3/customer/':
        // A bare schema has no data, so they are here.
        return send(response, 200, toCustomer(customerId, customer, dialect === 'schema'));
      case 'GET /api/v3/customer/update/':
        return sendForm(customer);
      case 'POST /api/v3/customer/update/': {
        const expected = request.headers['if-match'] ?? null;
        const isCurrent = expected === null || expected === `"v${versions.get(customerId) ?? 1}"`;
        if (!isCurrent) return sendForm(customer, {}, true);
        const errors = form.validate(customer, changes);
        if (Object.keys(errors).length > 0) return sendForm({ ...customer, ...changes }, errors);
        store(customerId, customer, changes);
        if (failure === 'late') await wait(11_000, undefined, { ref: false });
        return sendForm(customer);
      }
      case 'GET /api/v3/customer/language/':
        return send(response, 200, { language: customer.language, error_message: null });
      case 'POST /api/v3/customer/language/':
        if (!form.languages.includes(String(changes.language)))
          return send(response, 400, { language: customer.language, error_message: 'Unknown language' });
        store(customerId, customer, { language: changes.language });
        return send(response, 200, { language: customer.language });
      case 'POST /api/v3/customer/logout/':
        sessions.end(cookies);
        return response.writeHead(204, { 'set-cookie': 'backend_session=; Path=/; Max-Age=0' }).end();
      default:
        response.setHeader('allow', allowed);
        return send(response, 405, { error_message: 'Method not allowed' });
    }
  });

  /** Stores changes; `null` and `""` clear a value. */
  function store(customerId: string, customer: Data, changes: Data): void {
    for (const [key, value] of Object.entries(changes)) {
      if (value === null || value === '') delete customer[key];
      else customer[key] = value;
    }
    if (Object.keys(changes).length > 0) versions.set(customerId, (versions.get(customerId) ?? 1) + 1);
  }

  return { server, options, data, codes };
}
