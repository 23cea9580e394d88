import { bundleSchema, checkSchema, isJsonObject, wrapRoot } from 'schema-form/server';
import { readStrongETag } from '../../server/backend/form-version.ts';
import { apiPaths, customerKeys } from '../../shared/customer-api.ts';
import { BrokenRule, check, checkError, checkStatus, type Rule } from './rule.ts';

const paths = [apiPaths.customer, apiPaths.update];

/** The rules of requests that change nothing. */
export const readRules: Rule[] = [
  {
    level: 'required',
    name: 'GET customer/ names the customer and the language',
    async test({ getCustomer }) {
      const { customer_id: id, language } = await getCustomer();
      check((typeof id === 'string' && id !== '') || typeof id === 'number', 'customer_id is missing.');
      check(typeof language === 'string', 'language is missing.');
    },
  },
  {
    level: 'optional',
    name: 'GET customer/ has exactly the twelve keys in their order',
    async test({ getCustomer }) {
      const keys = Object.keys(await getCustomer());
      check(keys.join() === customerKeys.join(), `The keys must be ${customerKeys.join(', ')}.`);
    },
  },
  {
    level: 'optional',
    name: 'GET customer/ has texts; an unknown value is "", an unknown gender null',
    async test({ getCustomer }) {
      const customer = await getCustomer();
      for (const key of customerKeys) {
        const isUnknownGender = key === 'gender' && customer[key] === null;
        check(isUnknownGender || typeof customer[key] === 'string', `${key} must be a text.`);
      }
    },
  },
  {
    level: 'optional',
    name: 'GET customer/ writes mobile, nationality, dob and language in their formats',
    async test({ getCustomer }) {
      const formats = {
        mobile: /^(\+[1-9]\d{6,14})?$/,
        nationality: /^([A-Z]{2})?$/,
        dob: /^(\d{4}-\d\d-\d\d)?$/,
        language: /^([a-z]{2,3})?$/,
      };
      const customer = await getCustomer();
      for (const [key, format] of Object.entries(formats)) {
        check(format.test(String(customer[key] ?? '')), `${key} must match ${format.source}.`);
      }
    },
  },
  {
    level: 'required',
    name: 'GET update/ has a form in a dialect that the page knows, with a valid schema of an object',
    async test({ getForm }) {
      const { schema } = await getForm();
      try {
        checkSchema(schema);
      } catch (error) {
        throw new BrokenRule(`The schema is invalid: ${(error as Error).message}`);
      }
      check(!wrapRoot(bundleSchema(schema), {}), 'The schema must describe an object.');
    },
  },
  {
    level: 'optional',
    name: 'GET update/ has the shape of the contract',
    async test({ getForm, send }) {
      await getForm();
      const { json } = await send(apiPaths.update);
      const form = isJsonObject(json) && isJsonObject(json.form) ? json.form : {};
      const isFlat = isJsonObject(json) && typeof json.customer_id === 'string' && json.has_errors === false;
      check(isFlat, 'customer_id must be a text, and has_errors must be false.');
      for (const key of ['schema', 'ui_schema', 'data', 'errors']) {
        check(isJsonObject(form[key]), `form.${key} must be an object.`);
      }
      check(isJsonObject(form.errors) && Object.keys(form.errors).length === 0, 'form.errors must be {}.');
    },
  },
  {
    level: 'recommended',
    name: 'GET update/ has the version in a strong ETag, the same until something is saved',
    async test({ send }) {
      const [first, second] = [await send(apiPaths.update), await send(apiPaths.update)];
      const etag = readStrongETag(first.headers.get('etag'));
      check(etag !== null, 'There is no strong ETag, so two people may overwrite each other.');
      check(etag === second.headers.get('etag'), 'The ETag changes although nothing was saved.');
    },
  },
  ...paths.map(
    (path): Rule => ({
      level: 'required',
      name: `GET ${path.slice('/api/v3/'.length)} refuses a visitor`,
      async test({ send }) {
        checkStatus(await send(path, { isVisitor: true }), 401, 302, 303, 307);
      },
    }),
  ),
  {
    level: 'optional',
    name: 'a visitor gets 401 with an error_message',
    async test({ send }) {
      for (const path of paths) checkError(await send(path, { isVisitor: true }), 401);
    },
  },
  {
    level: 'recommended',
    name: 'personal answers are Cache-Control: no-store',
    async test({ send }) {
      for (const path of paths) {
        const { headers } = await send(path);
        check(/\bno-store\b/.test(headers.get('cache-control') ?? ''), 'Cache-Control must be no-store.');
      }
    },
  },
  {
    level: 'optional',
    name: 'paths work without the slash at their end',
    async test({ send }) {
      for (const path of paths) checkStatus(await send(path.slice(0, -1)), 200);
    },
  },
  {
    level: 'optional',
    name: 'a method that a path does not support gets 405 with Allow',
    async test({ send }) {
      // A method that no backend supports.
      const answer = await send(apiPaths.customer, { method: 'PROPFIND' });
      checkError(answer, 405);
      check(answer.headers.has('allow'), 'Allow is missing.');
    },
  },
  {
    level: 'optional',
    name: 'an unknown path gets 404 with an error_message',
    async test({ send }) {
      checkError(await send(`${apiPaths.customer}conformance-unknown/`), 404);
    },
  },
  {
    level: 'optional',
    name: 'GET language/ has the language, and error_message null',
    async test({ send }) {
      const answer = await send(apiPaths.language);
      checkStatus(answer, 200);
      const { json } = answer;
      const isRight = isJsonObject(json) && typeof json.language === 'string' && json.error_message === null;
      check(isRight, 'The answer must be {"language": "…", "error_message": null}.');
    },
  },
];
