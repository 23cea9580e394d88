import { isJsonObject, type JsonObject, type JsonSchema } from 'schema-form/server';
import type { ReadForm } from '../../server/backend/backend-profiles.ts';
import { toCanonicalText } from '../../server/backend/canonical-text.ts';
import type { BackendForm } from '../../server/backend/dialects.ts';
import { apiPaths } from '../../shared/customer-api.ts';
import type { Exchange, Target } from './target.ts';

/**
 * A rule of the Customer API. The page needs the required ones, and works better with the recommended ones. The optional
 * ones concern other clients alone: a backend that keeps rules of its own need not follow them.
 */
export interface Rule {
  level: 'required' | 'recommended' | 'optional';
  name: string;
  /** Throws BrokenRule, or SkippedRule where it can't be tested. */
  test(backend: TestedBackend): Promise<void>;
}

export class BrokenRule extends Error {
  override name = 'BrokenRule';
  /** The request that shows it; null where that is the first one that saves, else the last one. */
  readonly exchange: Exchange | null;
  constructor(message: string, exchange: Exchange | null = null) {
    super(message);
    this.exchange = exchange;
  }
}

/** The rule can't be tested with this customer. */
export class SkippedRule extends Error {
  override name = 'SkippedRule';
}

/** What rules ask of the backend. All methods throw BrokenRule. */
export interface TestedBackend extends Pick<Target, 'send'> {
  getCustomer(): Promise<JsonObject>;
  /** Returns the language of the customer; throws SkippedRule if it is not known. */
  getLanguage(): Promise<string>;
  getForm(): Promise<BackendForm>;
  /** Returns a text of the form that may be saved; throws SkippedRule if the customer has none. */
  getSample(): Promise<{ key: string; value: string }>;
  save(values: JsonObject, headers?: Record<string, string>): Promise<Exchange>;
  /** Checks that the form still has these data. If not, the old values of these keys are saved again. */
  checkUnchanged(before: JsonObject, keys: readonly string[]): Promise<void>;
}

export function createTestedBackend({ send }: Pick<Target, 'send'>, readForm: ReadForm): TestedBackend {
  const getCustomer = async () => {
    const answer = await send(apiPaths.customer);
    checkStatus(answer, 200);
    if (!isJsonObject(answer.json)) throw new BrokenRule('The answer must be a JSON object.');
    return answer.json;
  };
  const getForm = async () => {
    const customer = await getCustomer();
    const answer = await send(apiPaths.update);
    checkStatus(answer, 200);
    const form = await readForm(answer.json, { customer, language: 'en' });
    if (!form) throw new BrokenRule('The answer has no form in a dialect that the page knows.');
    return form;
  };
  const save: TestedBackend['save'] = (values, headers = {}) =>
    send(apiPaths.update, { body: values, headers });
  return {
    send,
    getCustomer,
    async getLanguage() {
      const { language } = await getCustomer();
      if (typeof language !== 'string') throw new BrokenRule('GET customer/ has no language.');
      // It could not be set back.
      if (language === '') throw new SkippedRule('The customer has no language.');
      return language;
    },
    getForm,
    save,
    async getSample() {
      const { schema, data } = await getForm();
      for (const [key, value] of Object.entries(data)) {
        const property = schema.properties?.[key];
        if (typeof value === 'string' && value !== '' && isPlainText(property)) return { key, value };
      }
      throw new SkippedRule('The customer has no text that may be saved.');
    },
    async checkUnchanged(before, keys) {
      const { data } = await getForm();
      if (toCanonicalText(data) === toCanonicalText(before)) return;
      await save(Object.fromEntries(keys.map((key) => [key, before[key] ?? null])));
      const isRestored = toCanonicalText((await getForm()).data) === toCanonicalText(before);
      throw new BrokenRule(
        `The stored values changed. ${isRestored ? 'They were restored.' : 'They COULD NOT BE RESTORED.'}`,
      );
    },
  };
}

function isPlainText(property: unknown): property is JsonSchema {
  return isJsonObject(property) && property.type === 'string' && property.readOnly !== true;
}

/** Checks the status of an answer. */
export function checkStatus(answer: Exchange, ...allowed: number[]): void {
  if (answer.status === null) throw new BrokenRule(`There is no answer: ${answer.body}`, answer);
  if (allowed.includes(answer.status)) return;
  throw new BrokenRule(`The status must be ${allowed.join(' or ')}, not ${answer.status}.`, answer);
}

/** Checks anything else. */
export function check(isRight: boolean, message: string, answer: Exchange | null = null): void {
  if (!isRight) throw new BrokenRule(message, answer);
}

/** Checks an error of the API: its status, and `error_message` in JSON. */
export function checkError(answer: Exchange, ...allowed: number[]): void {
  checkStatus(answer, ...allowed);
  const { json } = answer;
  const hasMessage = isJsonObject(json) && typeof json.error_message === 'string';
  check(hasMessage, 'The answer must be JSON with a text "error_message".', answer);
  check(
    !/\n\s+at |Traceback \(most recent/.test(answer.body),
    'The answer must contain no stack trace.',
    answer,
  );
}
