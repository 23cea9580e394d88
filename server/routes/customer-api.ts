import type { Hono } from 'hono';
import { type ErrorSchema, type JsonObject, withoutWriteOnly } from 'schema-form/server';
import { apiPaths, type LanguageAnswer, type UpdateAnswer } from '../../shared/customer-api.ts';
import { findLanguage, isLanguageCode } from '../../shared/languages.ts';
import type { AppContext, AppEnv, Dependencies } from '../app-env.ts';
import { type Customer, toAnswer, toFormData } from '../domain/customer.ts';
import { setLanguageCookie } from '../middleware/session.ts';
import type { LanguageForm } from '../services/profile-forms.ts';
import { saveProfile } from '../services/save-profile.ts';
import { addPath } from './methods.ts';
import { readBody } from './request-body.ts';

type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 408 | 412 | 413 | 415 | 422 | 429 | 500 | 503;

/** The three endpoints of a customer: read, update, language. */
export function addCustomerApi(app: Hono<AppEnv>, dependencies: Dependencies): void {
  const { profileForms, texts } = dependencies;

  const refuseMethod = (c: AppContext) => apiError(c, 405, texts[c.get('language')].app('api.method'));

  const giveStored = async (c: AppContext, status: 200 | 412, customer: Customer, form: LanguageForm) =>
    giveForm(c, status, customer, form, await getFormData(dependencies, customer, form));

  addPath(
    app,
    apiPaths.customer,
    {
      get: (c) => {
        const customer = c.get('customer');
        return customer ? c.json(toAnswer(customer)) : notAuthenticated(c);
      },
    },
    refuseMethod,
  );

  addPath(
    app,
    apiPaths.update,
    {
      get: (c) => {
        const customer = c.get('customer');
        return customer
          ? giveStored(c, 200, customer, profileForms.get(c.get('language')))
          : notAuthenticated(c);
      },
      post: async (c) => {
        const customer = c.get('customer');
        if (!customer) return notAuthenticated(c);
        const language = c.get('language');
        const form = profileForms.get(language);
        const body = await readBody(c);
        if (body.kind === 'refused') {
          return apiError(c, body.status, texts[language].app(body.text));
        }
        if (Object.keys(body.value).length === 0) return giveStored(c, 200, customer, form);
        const result = await saveProfile(dependencies, {
          customerId: customer.customer_id,
          payload: body.value,
          form,
          texts: texts[language],
          expectedVersions: readIfMatch(c),
        });
        if (!result) return notAuthenticated(c);
        if (result.kind === 'conflict') return giveStored(c, 412, result.customer, form);
        if (result.kind === 'invalid') {
          return giveForm(c, 200, result.customer, form, result.data, result.errors);
        }
        // The answer is in the language that the customer has now.
        const next = findLanguage(result.customer.language) ?? language;
        return giveStored(c, 200, result.customer, profileForms.get(next));
      },
    },
    refuseMethod,
  );

  addPath(
    app,
    apiPaths.language,
    {
      get: (c) => c.json({ language: c.get('language'), error_message: null }),
      post: async (c) => {
        const current = c.get('language');
        const { app: text } = texts[current];
        const body = await readBody(c);
        if (body.kind === 'refused') return apiError(c, body.status, text(body.text));
        const { language: wanted } = body.value;
        const refuse = (message: string) => c.json({ language: current, error_message: message }, 400);
        if (typeof wanted !== 'string' || wanted === '') return refuse(text('api.noLanguage'));
        if (!isLanguageCode(wanted)) return refuse(text('api.notLanguage'));
        const language = findLanguage(wanted);
        const customer = c.get('customer');
        if (customer && !language) return refuse(text('api.unknownLanguage', { language: wanted }));
        if (customer && language) await changeLanguage(dependencies, customer, language);
        if (language) setLanguageCookie(c, language);
        return c.json({ language: customer ? language : wanted } as LanguageAnswer);
      },
    },
    refuseMethod,
  );
}

/** Stores a language as the customer's own; gives the customer as it is then, null when it is gone. */
export async function changeLanguage(
  { store }: Dependencies,
  customer: Customer,
  language: string,
): Promise<Customer | null> {
  return store.customers.update(customer.customer_id, (current) =>
    current.language === language ? null : { language },
  );
}

export function apiError(c: AppContext, status: ErrorStatus, message: string): Response {
  return c.json({ error_message: message }, status);
}

export function notAuthenticated(c: AppContext): Response {
  return apiError(c, 401, 'Customer not authenticated');
}

/**
 * The tags of `If-Match` (RFC 9110, 13.1.1) without their quotes, or one that has none; null when any
 * version will do. Weak ones count too, since proxies that compress make them so.
 */
function readIfMatch(c: AppContext): string[] | null {
  const header = c.req.header('if-match')?.trim();
  if (header === undefined || header === '*') return null;
  return header.includes('"') ? [...header.matchAll(/"([^"]*)"/g)].map(([, tag = '']) => tag) : [header];
}

/** What a form shows of a customer: all that is stored but what is `writeOnly`. */
export function getFormData(
  { withPatterns }: Pick<Dependencies, 'withPatterns'>,
  customer: Customer,
  { schema }: LanguageForm,
): Promise<JsonObject> {
  return withPatterns(() => withoutWriteOnly(schema, toFormData(customer, schema)));
}

function giveForm(
  c: AppContext,
  status: 200 | 412,
  customer: Customer,
  form: LanguageForm,
  data: JsonObject,
  errors: ErrorSchema = {},
): Response {
  c.header('etag', `"${customer.version}"`);
  return c.json(toUpdateAnswer(customer, form, data, errors), status);
}

/** The envelope of the update endpoint, which the pages are drawn from too. */
export function toUpdateAnswer(
  customer: Customer,
  form: LanguageForm,
  data: JsonObject,
  errors: ErrorSchema = {},
): UpdateAnswer {
  return {
    customer_id: customer.customer_id,
    form: {
      schema: form.schema,
      ui_schema: form.ui_schema,
      data,
      errors,
      validator: form.validatorUrl,
    },
    has_errors: Object.keys(errors).length > 0,
  };
}
