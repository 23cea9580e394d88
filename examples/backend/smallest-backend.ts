/** The smallest backend that the page works with: the exchange at the beginning of docs/backend.md, for one customer. */
import { createServer, type Server } from 'node:http';
import { parseObject } from './http.ts';

const schema = {
  type: 'object',
  required: ['first_name'],
  properties: {
    first_name: { type: 'string', title: 'First name', minLength: 1 },
    email: { type: 'string', title: 'Email', format: 'email' },
  },
};
const languages = ['en', 'ar'];

/** Creates the server, which does not listen yet. */
export function createSmallestBackend(): Server {
  let language = 'en';
  let data: Record<string, unknown> = { first_name: 'Layla', email: 'layla@example.com' };

  const answer = (path: string, values: Record<string, unknown> | null): [number, object] => {
    if (path === '/api/v3/customer/') return [200, { customer_id: '42', language }];
    if (path === '/api/v3/customer/language/') {
      const wanted = values ? String(values.language) : language;
      if (!languages.includes(wanted))
        return [400, { language, error_message: 'This language is not offered.' }];
      language = wanted;
      return [200, values ? { language } : { language, error_message: null }];
    }
    if (path !== '/api/v3/customer/update/') return [404, { error_message: 'Not found' }];
    const merged = { ...data, ...values };
    const errors: Record<string, object> = {};
    for (const [key, value] of Object.entries(merged)) {
      if (typeof value !== 'string' && value !== null) errors[key] = { __errors: ['This must be a text.'] };
    }
    if (!merged.first_name) errors.first_name = { __errors: ['This is required.'] };
    const hasErrors = Object.keys(errors).length > 0;
    if (!hasErrors) data = Object.fromEntries(Object.entries(merged).filter(([, value]) => value));
    const form = { schema, ui_schema: {}, data: hasErrors ? merged : data, errors };
    return [200, { customer_id: '42', form, has_errors: hasErrors }];
  };

  return createServer(async (request, response) => {
    const text = (await request.setEncoding('utf8').toArray()).join('');
    const isSignedIn = request.headers.cookie?.split('; ').includes('sid=the-session-of-layla');
    const isPost = request.method === 'POST';
    const values = isPost ? parseObject(text) : null;
    const [status, body] = !isSignedIn
      ? [401, { error_message: 'Customer not authenticated' }]
      : isPost && !values
        ? [400, { error_message: 'The body must be a JSON object.' }]
        : answer(request.url ?? '', values);
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(body));
  });
}
