/**
 * A backend that speaks the Customer API: the example for teams that write one, and what the tests run against.
 * It has its own sign-in page and cookie. `npm run example-backend` starts it; docs/backend.md describes it.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import {
  createForm,
  type Data,
  emptyCustomer,
  layla,
  loginPage,
  type Texts,
  validate,
} from './customer-form.ts';

export interface BackendOptions {
  /** How the form and its errors are written. */
  dialect?: 'contract' | 'camelCase' | 'schema';
  /** What goes wrong; `rotate` replaces the session with every answer. */
  failure?: 'none' | 'slow' | '500' | 'html' | 'rotate';
  /** The origins that signing in may lead back to. */
  pages?: string[];
}

/** Creates the server. `options` may change while it runs; `data` is what it stores for each customer. */
export function createBackend(options: BackendOptions = {}): {
  server: Server;
  options: BackendOptions;
  data: Map<string, Data>;
} {
  const data = new Map<string, Data>([['c-layla', { ...layla }]]);
  const versions = new Map<string, number>();
  const sessions = new Map<string, string>();

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://backend');
    const { failure = 'none', dialect = 'contract', pages = ['http://localhost:3000'] } = options;
    const cookies = Object.fromEntries(
      (request.headers.cookie ?? '').split('; ').map((pair) => pair.split('=')),
    );
    const body = await readBody(request);
    if (pathname === '/login/') {
      if (request.method === 'GET') return sendHtml(response, 200, loginPage);
      // Against open redirects: only the profile page may be next.
      const next = searchParams.get('next') ?? '';
      const isOwn = URL.canParse(next) && pages.includes(new URL(next).origin);
      startSession(response, new URLSearchParams(body).get('customer') ?? '');
      return response.writeHead(303, { location: isOwn ? next : (pages[0] ?? '/') }).end();
    }
    if (failure === 'slow') await wait(30_000, undefined, { ref: false });
    if (failure === '500') return response.writeHead(500).end('Internal Server Error');
    if (failure === 'html') return sendHtml(response, 200, '<h1>It works!</h1>');

    const customerId = sessions.get(cookies.backend_session ?? '');
    const customer = data.get(customerId ?? '');
    if (!customerId || !customer)
      return sendJson(response, 401, { error_message: 'Customer not authenticated' });
    const isForeign = request.headers.origin !== `http://${request.headers.host}`;
    // Against cross-site request forgery: the origin, and a cookie that is sent twice.
    if (request.method === 'POST' && (isForeign || request.headers['x-csrftoken'] !== cookies.csrftoken))
      return sendJson(response, 403, { error_message: 'CSRF check failed' });
    if (failure === 'rotate') {
      sessions.delete(cookies.backend_session ?? '');
      startSession(response, customerId);
    }
    const version = versions.get(customerId) ?? 1;
    const store = (changes: Data) => {
      for (const [key, value] of Object.entries(changes))
        if (value === null || value === '') delete customer[key];
      Object.assign(
        customer,
        Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null && value !== '')),
      );
      versions.set(customerId, version + 1);
    };
    const sendForm = (status: number, values: Data = customer, errors: Texts = {}) => {
      const { schema, ui_schema } = createForm(customer.language === 'ar' ? 1 : 0);
      const shown = Object.fromEntries(
        Object.keys(schema.properties).flatMap((key) => (key in values ? [[key, values[key]]] : [])),
      );
      const has_errors = Object.keys(errors).length > 0;
      // Only this dialect has versions: the page must do without them in the others.
      if (dialect === 'contract') response.setHeader('etag', `"v${versions.get(customerId) ?? 1}"`);
      if (dialect === 'schema' && !has_errors) return sendJson(response, status, schema);
      if (dialect === 'schema') {
        const list = Object.entries(errors).map(([key, [detail]]) => ({ pointer: `#/${key}`, detail }));
        return sendJson(
          response,
          422,
          { title: 'Not valid', status: 422, errors: list },
          'application/problem+json',
        );
      }
      if (dialect === 'camelCase' && has_errors) return sendJson(response, 400, errors);
      if (dialect === 'camelCase')
        return sendJson(response, status, {
          form: { schema, uiSchema: ui_schema, formData: shown, errorSchema: {} },
        });
      const errorSchema = Object.fromEntries(
        Object.entries(errors).map(([key, texts]) => [key, { __errors: texts }]),
      );
      const form = { schema, ui_schema, data: shown, errors: errorSchema, validator: null };
      return sendJson(response, status, { customer_id: customerId, form, has_errors });
    };

    switch (`${request.method} ${pathname}`) {
      case 'GET /api/v3/customer/':
        return sendJson(response, 200, { customer_id: customerId, ...emptyCustomer, ...customer });
      case 'POST /api/v3/customer/update/': {
        const changes = JSON.parse(body || '{}') as Data;
        const expected = request.headers['if-match'];
        if (dialect === 'contract' && expected && expected !== `"v${version}"`) return sendForm(412);
        const errors = validate({ ...customer, ...changes });
        if (Object.keys(errors).length > 0) return sendForm(200, { ...customer, ...changes }, errors);
        if (Object.keys(changes).length > 0) store(changes);
        return sendForm(200);
      }
      case 'GET /api/v3/customer/update/':
        return sendForm(200);
      case 'POST /api/v3/customer/language/':
        store(JSON.parse(body) as Data);
        return sendJson(response, 200, { language: customer.language });
      case 'POST /api/v3/customer/logout/':
        sessions.delete(cookies.backend_session ?? '');
        return response.writeHead(204, { 'set-cookie': 'backend_session=; Path=/; Max-Age=0' }).end();
      default:
        return sendJson(response, 404, { error_message: 'Not found' });
    }
  });

  function startSession(response: ServerResponse, customerId: string) {
    const token = randomBytes(16).toString('hex');
    sessions.set(token, customerId);
    // The browser sends them to the profile page too: cookies do not depend on the port of their host.
    response.appendHeader(
      'set-cookie',
      `backend_session=${token}; Path=/; HttpOnly; SameSite=Lax; Domain=localhost`,
    );
    response.appendHeader('set-cookie', `csrftoken=${randomBytes(8).toString('hex')}; Path=/; SameSite=Lax`);
  }

  return { server, options, data };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text = (text + chunk).slice(0, 1_000_000);
  return text;
}

function sendJson(response: ServerResponse, status: number, body: unknown, type = 'application/json') {
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
}

function sendHtml(response: ServerResponse, status: number, html: string) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html);
}
