import type { Hono } from 'hono';
import description from '../../shared/admin-openapi.json' with { type: 'json' };
import { longestId } from '../domain/customer.ts';
import { addPath } from '../http/add-path.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { apiError } from '../http/errors.ts';
import { readIfMatch } from '../http/if-match.ts';
import { readBody } from '../http/request-body.ts';
import type { AdminCustomer, AdminCustomers } from '../services/admin-customers.ts';

const adminApiPaths = {
  customers: '/v1/customers',
  changes: '/v1/changes',
  /** Where the API describes itself (OpenAPI). */
  description: '/openapi.json',
} as const;

/** Entries of a page: a customer may be large. */
const mostCustomers = 200;
const mostChanges = 1000;

const listParameters = ['customer_id', 'mobile', 'email', 'after', 'limit'];

/** Adds the endpoints by which the operator's own systems read and change customers. Their messages are English. */
export function addAdminApi(app: Hono<AppEnv>, customers: AdminCustomers): void {
  const refuseMethod = (c: AppContext) => apiError(c, 405, 'Method not allowed');
  const notFound = (c: AppContext) => apiError(c, 404, 'There is no customer with this id');

  addPath(app, adminApiPaths.description, { get: (c) => c.json(description) }, refuseMethod);

  addPath(
    app,
    adminApiPaths.customers,
    {
      get: async (c) => {
        const query = c.req.query();
        const unknown = Object.keys(query).find((name) => !listParameters.includes(name));
        // A misspelt search would otherwise list all customers.
        if (unknown !== undefined) {
          return apiError(c, 400, `The parameters are ${listParameters.join(', ')}`);
        }
        const { after = '', limit, ...search } = query;
        const most = readLimit(limit, mostCustomers);
        if (most === null) return apiError(c, 400, `limit must be a whole number from 1 to ${mostCustomers}`);
        // PostgreSQL takes no text with this character.
        const wrong = Object.keys(query).find((name) => query[name]?.includes('\0'));
        if (wrong !== undefined) return apiError(c, 400, `${wrong} must not contain a null character`);
        const empty = Object.keys(search).find((name) => search[name]?.trim() === '');
        if (empty !== undefined) return apiError(c, 400, `${empty} must not be empty`);
        const list = await customers.list(after, most, search);
        if (list.kind === 'notMobile') return apiError(c, 400, 'mobile is no phone number');
        return c.json({ customers: list.customers, next: list.next });
      },
    },
    refuseMethod,
  );

  addPath(
    app,
    '/v1/customers/:id',
    {
      get: async (c) => {
        const customerId = readId(c);
        const customer = customerId && (await customers.get(customerId));
        return customer ? send(c, 200, customer) : notFound(c);
      },
      put: async (c) => {
        const customerId = readId(c);
        if (!customerId) return apiError(c, 400, `The id must be 1 to ${longestId} characters`);
        const body = await readBody(c);
        if (body.kind === 'refused') {
          return apiError(c, body.status, 'The body must be a JSON object of type application/json');
        }
        const { mobile, data, ...others } = body.value;
        const [unknown] = Object.keys(others);
        if (unknown !== undefined) return apiError(c, 400, 'The body has the keys mobile and data');
        const expectedVersions = readIfMatch(c);
        const result = await customers.put(customerId, { mobile, data, expectedVersions });
        switch (result.kind) {
          case 'put':
            return send(c, result.isNew ? 201 : 200, result.customer);
          case 'invalid':
            return c.json({ error_message: result.message, errors: result.errors }, 422);
          case 'mobileTaken':
            return apiError(c, 409, 'The mobile number belongs to another customer');
          case 'conflict':
            if (result.customer) setETag(c, result.customer);
            return apiError(c, 412, 'The customer has another version');
        }
      },
      delete: async (c) => {
        const customerId = readId(c);
        return customerId && (await customers.remove(customerId)) ? c.body(null, 204) : notFound(c);
      },
    },
    refuseMethod,
  );

  addPath(
    app,
    '/v1/customers/:id/sessions',
    {
      delete: async (c) => {
        const customerId = readId(c);
        return customerId && (await customers.endSessions(customerId)) ? c.body(null, 204) : notFound(c);
      },
    },
    refuseMethod,
  );

  addPath(
    app,
    adminApiPaths.changes,
    {
      get: async (c) => {
        const after = c.req.query('after') ?? '';
        const limit = readLimit(c.req.query('limit'), mostChanges);
        if (!/^(\d{1,15}|latest|)$/.test(after)) return apiError(c, 400, 'after must be a cursor or latest');
        if (limit === null) return apiError(c, 400, `limit must be a whole number from 1 to ${mostChanges}`);
        const position = after === '' ? null : after === 'latest' ? after : Number(after);
        const list = await customers.listChanges(position, limit);
        if (list.kind === 'unknown') return apiError(c, 400, 'There has been no such cursor');
        if (list.kind === 'removed') {
          const latest = String(list.latest);
          const error_message =
            'Changes after this cursor were removed. Read all customers, page by page, from the path in customers; ' +
            'forget those that you hold and did not get; then read the changes from the path in changes.';
          // What changes while the customers are read is after this cursor, so nothing is missed.
          const resync = {
            customers: `${adminApiPaths.customers}?limit=${mostCustomers}`,
            changes: `${adminApiPaths.changes}?after=${latest}`,
          };
          return c.json({ error_message, latest, resync }, 410);
        }
        return c.json({
          changes: list.changes.map(({ position: cursor, customerId, createdAt, ...change }) => ({
            cursor: String(cursor),
            type: change.type,
            customer_id: customerId,
            version: change.version,
            by: change.author,
            changed: change.changed,
            at: new Date(createdAt).toISOString(),
          })),
          next: String(list.next),
          has_more: list.hasMore,
        });
      },
    },
    refuseMethod,
  );
}

/** Returns the id in the path; null for a text that no database stores. */
function readId(c: AppContext): string | null {
  const id = c.req.param('id') ?? '';
  return /^\P{C}+$/u.test(id) && id.length <= longestId ? id : null;
}

/** Reads how many entries a page may have; null for what is no number up to the largest one. */
function readLimit(text: string | undefined, most: number): number | null {
  const limit = Number(text ?? 100);
  return Number.isInteger(limit) && limit >= 1 && limit <= most ? limit : null;
}

function send(c: AppContext, status: 200 | 201, customer: AdminCustomer): Response {
  setETag(c, customer);
  return c.json(customer, status);
}

function setETag(c: AppContext, { version }: AdminCustomer): void {
  c.header('etag', `"${version}"`);
}
