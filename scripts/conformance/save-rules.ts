import { isJsonObject, type JsonObject, type JsonValue } from 'schema-form/server';
import { builtInCodes } from '../../locales/built-in-languages.ts';
import { readErrors } from '../../server/backend/error-formats.ts';
import { readStrongETag } from '../../server/backend/form-version.ts';
import { apiPaths } from '../../shared/customer-api.ts';
import { check, checkError, checkStatus, type Rule, SkippedRule, type TestedBackend } from './rule.ts';
import type { Exchange } from './target.ts';

/** Larger than the limit of a body, 1 MiB by default. */
const tooLarge = 3_145_728;
const unknownKey = 'conformance_unknown';

/** The rules of requests that save. They send values that they read, or values that must be refused. */
export const saveRules: Rule[] = [
  {
    level: 'required',
    name: 'POST update/ refuses a visitor',
    async test({ send }) {
      checkStatus(await send(apiPaths.update, { body: {}, isVisitor: true }), 401, 302, 303, 307);
    },
  },
  {
    level: 'required',
    name: 'POST update/ without values stores nothing and reports no errors',
    async test({ getForm, save, checkUnchanged }) {
      const { data } = await getForm();
      checkAccepted(await save({}));
      await checkUnchanged(data, []);
    },
  },
  {
    level: 'required',
    name: 'POST update/ stores a value, and keeps the values that the payload leaves out',
    async test({ getForm, getSample, save, checkUnchanged }) {
      const { data } = await getForm();
      const { key, value } = await getSample();
      checkAccepted(await save({ [key]: value }));
      await checkUnchanged(data, [key]);
    },
  },
  {
    level: 'required',
    name: 'POST update/ refuses a value that the schema does not allow, and stores nothing',
    async test(backend) {
      await saveWrong(backend, ({ key }) => ({ [key]: [{ conformance: true }] }));
    },
  },
  {
    level: 'recommended',
    name: 'POST update/ reports the error on its field, and echoes what was sent',
    async test(backend) {
      const { key } = await backend.getSample();
      const wrong: JsonValue = [{ conformance: true }];
      const answer = await saveWrong(backend, () => ({ [key]: wrong }));
      check(readErrors(answer.json, true)[key] !== undefined, `The errors must name the field ${key}.`);
    },
  },
  {
    level: 'optional',
    name: 'POST update/ reports an unknown key as an error on that key',
    async test(backend) {
      const answer = await saveWrong(backend, () => ({ [unknownKey]: 'x' }));
      check(readErrors(answer.json, true)[unknownKey] !== undefined, `The errors must name ${unknownKey}.`);
    },
  },
  {
    level: 'required',
    name: 'POST update/ with the ETag of another version stores nothing and gets 412',
    async test({ send, getSample, save }) {
      await requireETag(send);
      const { key, value } = await getSample();
      const answer = await save({ [key]: value }, { 'if-match': '"conformance-other-version"' });
      checkStatus(answer, 412, 409);
    },
  },
  {
    level: 'required',
    name: 'POST update/ with the current ETag stores the value',
    async test({ send, getSample, save }) {
      const etag = await requireETag(send);
      const { key, value } = await getSample();
      checkAccepted(await save({ [key]: value }, { 'if-match': etag }));
    },
  },
  {
    level: 'recommended',
    name: 'POST update/ gets 412 with the form and the current values',
    async test({ send, getForm, getSample, save }) {
      await requireETag(send);
      const { data } = await getForm();
      const { key, value } = await getSample();
      const { status, json } = await save({ [key]: value }, { 'if-match': '"conformance-other-version"' });
      const form = isJsonObject(json) && isJsonObject(json.form) ? json.form : {};
      check(status === 412 && isJsonObject(form.data), 'The answer must be 412 with the form.');
      check(
        isJsonObject(form.data) && form.data[key] === data[key],
        'form.data must have the stored values.',
      );
    },
  },
  {
    level: 'optional',
    name: 'POST update/ takes a form body with bracket names',
    async test({ send, getForm, getSample, checkUnchanged }) {
      const { data } = await getForm();
      const { key, value } = await getSample();
      const body = new URLSearchParams({ [`root[${key}]`]: value }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      checkAccepted(await send(apiPaths.update, { body, headers }));
      await checkUnchanged(data, [key]);
    },
  },
  {
    level: 'optional',
    name: 'POST update/ answers 400 to a body that is no JSON object',
    async test({ send }) {
      for (const body of ['{', '[]', '"text"']) checkError(await send(apiPaths.update, { body }), 400);
    },
  },
  {
    level: 'optional',
    name: 'POST update/ answers 413 to a body over the limit',
    async test({ send }) {
      // Spaces, so that a backend without a limit stores nothing.
      checkError(await send(apiPaths.update, { body: `{${' '.repeat(tooLarge)}}` }), 413);
    },
  },
  {
    level: 'optional',
    name: 'POST update/ answers 415 to another media type',
    async test({ send }) {
      checkError(await send(apiPaths.update, { body: '{}', headers: { 'content-type': 'text/plain' } }), 415);
    },
  },
  {
    level: 'recommended',
    name: 'POST language/ from a page of another site is refused',
    async test({ send, getLanguage }) {
      const language = await getLanguage();
      const foreign = 'https://conformance.example';
      const headers = { origin: foreign, referer: `${foreign}/` };
      checkStatus(await send(apiPaths.language, { body: { language }, headers }), 403);
    },
  },
  {
    level: 'required',
    name: 'POST language/ stores the language of the customer',
    test: checkLanguage,
  },
  {
    level: 'required',
    name: 'POST language/ refuses an unknown language, and keeps the current one',
    async test({ send, getCustomer, getLanguage }) {
      const language = await getLanguage();
      const { status } = await send(apiPaths.language, { body: { language: 'zz' } });
      const now = (await getCustomer()).language;
      if (now !== language) await send(apiPaths.language, { body: { language } });
      check(now === language, 'The language of the customer changed.');
      check(status !== null && status >= 400 && status < 500, 'The status must be 400.');
    },
  },
  {
    level: 'optional',
    name: 'POST language/ answers 400 with error_message and the current language',
    async test({ send, getLanguage }) {
      const language = await getLanguage();
      const answer = await send(apiPaths.language, { body: { language: 'zz' } });
      checkError(answer, 400);
      check(isJsonObject(answer.json) && answer.json.language === language, `language must be ${language}.`);
      checkError(await send(apiPaths.language, { body: {} }), 400);
    },
  },
];

/** Ends the session, so it comes last and only if it is asked for. */
export const logoutRule: Rule = {
  level: 'required',
  name: 'POST logout/ ends the session',
  async test({ send }) {
    const { status } = await send(apiPaths.logout, { body: '', headers: {} });
    check(status !== null && status < 400, 'The status must be 204.');
    checkStatus(await send(apiPaths.customer), 401, 302, 303, 307);
  },
};

/** Checks an answer to values that are stored now. */
function checkAccepted(answer: Exchange): void {
  checkStatus(answer, 200);
  check(isJsonObject(answer.json), 'The answer must be a JSON object.');
  const saysSo = isJsonObject(answer.json) && answer.json.has_errors === true;
  const errors = readErrors(answer.json, saysSo);
  check(!saysSo && Object.keys(errors).length === 0, 'The answer reports errors.');
}

/** Sends values that must be refused, and checks that they are. */
async function saveWrong(
  { getForm, getSample, save, checkUnchanged }: TestedBackend,
  createValues: (sample: { key: string; value: string }) => JsonObject,
): Promise<Exchange> {
  const { data } = await getForm();
  const values = createValues(await getSample());
  const answer = await save(values);
  await checkUnchanged(data, Object.keys(values));
  const saysSo = isJsonObject(answer.json) && answer.json.has_errors === true;
  const isRefused = [400, 409, 422].includes(answer.status ?? 0) || (answer.status === 200 && saysSo);
  check(isRefused, 'The status must be 200 with has_errors true, or 400 or 422.');
  return answer;
}

async function requireETag(send: TestedBackend['send']): Promise<string> {
  const etag = readStrongETag((await send(apiPaths.update)).headers.get('etag'));
  if (etag === null) throw new SkippedRule('The backend has no ETag.');
  return etag;
}

/** Changes the language to another one that the backend has, and back. */
async function checkLanguage({ send, getCustomer, getLanguage }: TestedBackend): Promise<void> {
  const language = await getLanguage();
  const set = (code: string) => send(apiPaths.language, { body: { language: code } });
  checkStatus(await set(language), 200);
  for (const code of builtInCodes) {
    if (code === language) continue;
    const answer = await set(code);
    if (answer.status !== 200) continue;
    const stored = (await getCustomer()).language;
    checkStatus(await set(language), 200);
    check(stored === code, `The language of the customer must be ${code}.`);
    check((await getCustomer()).language === language, `The language COULD NOT BE RESTORED to ${language}.`);
    return;
  }
  throw new SkippedRule('The backend has one language.');
}
