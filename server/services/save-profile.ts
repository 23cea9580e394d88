import {
  addError,
  type ChosenBranches,
  createNumberReader,
  type ErrorSchema,
  findReadOnlyChanges,
  forgiveObject,
  getApplicable,
  getField,
  hasOpenQuestions,
  hasTooManyValues,
  hasUnknownAnswers,
  type JsonObject,
  keepBlankEntries,
  keepReadOnly,
  keepWriteOnly,
  leaveOutHidden,
  mostErrors,
  shortenLists,
  translateInto,
  validateData,
  type WithPatterns,
  withoutWriteOnly,
} from 'schema-form/server';
import { languages } from '../../shared/languages.ts';
import {
  type Customer,
  type CustomerChanges,
  isCustomerKey,
  isStorableInKey,
  takesKey,
  toChanges,
  toFormData,
} from '../domain/customer.ts';
import type { FileInfo, Store } from '../store/store.ts';
import { type FieldFault, findFileFaults } from './files.ts';
import type { LanguageForm } from './profile-forms.ts';
import type { Texts } from './texts.ts';

export type SaveResult =
  | { kind: 'saved'; customer: Customer }
  /** Nothing is stored. */
  | ({ kind: 'invalid'; customer: Customer } & Verdict)
  /** Somebody saved another version first: nothing is stored; `customer` holds the current values. */
  | { kind: 'conflict'; customer: Customer };

export interface SaveRequest {
  customerId: string;
  payload: JsonObject;
  form: LanguageForm;
  texts: Pick<Texts, 'errors' | 'files'>;
  /** The versions that will do, as the sender saw them; null: the last one wins. */
  expectedVersions: readonly string[] | null;
  /**
   * Given when the payload is all that a page's form holds: the branches that are chosen in it. What
   * is hidden then is not kept. Otherwise the payload is taken at its word.
   */
  chosen?: ChosenBranches;
  /** What is known to be wrong with files that came with the payload. */
  faults?: readonly FieldFault[];
}

/** Stores a payload where it keeps the rules; null when the customer is gone. */
export async function saveProfile(
  { store, withPatterns }: { store: Pick<Store, 'customers' | 'files'>; withPatterns: WithPatterns },
  request: SaveRequest,
): Promise<SaveResult | null> {
  const files = request.form.mayHaveFiles ? await store.files.list(request.customerId) : [];
  return withPatterns(() => updateProfile(store, request, files));
}

async function updateProfile(
  store: Pick<Store, 'customers'>,
  request: SaveRequest,
  files: readonly FileInfo[],
): Promise<SaveResult | null> {
  let result: SaveResult | undefined;
  const customer = await store.customers.update(request.customerId, (current) => {
    // Called anew when the transaction is run again.
    result = undefined;
    if (request.expectedVersions && !request.expectedVersions.includes(String(current.version))) {
      result = { kind: 'conflict', customer: current };
      return null;
    }
    const verdict = judgePayload(current, request, files);
    // Nothing is stored before every pattern has been matched.
    if (hasOpenQuestions()) return null;
    if (Object.keys(verdict.errors).length > 0) {
      result = { kind: 'invalid', customer: current, ...verdict };
      return null;
    }
    const changes = toChanges(current, verdict.data, request.form.schema);
    return isChange(current, changes) ? changes : null;
  });
  return customer && (result ?? { kind: 'saved', customer });
}

export interface Verdict {
  /** What would be stored; with faults what was sent laid over what is stored, as it was sent. */
  data: JsonObject;
  errors: ErrorSchema;
  /** What a form shows: as it was typed what has faults, as it is meant what has none, so that what depends on it is there. */
  typed: JsonObject;
}

/** What would come of saving a payload, without doing it; `files` are those that the customer has. */
export function judgePayload(
  current: Customer,
  request: Pick<SaveRequest, 'payload' | 'form' | 'texts' | 'faults' | 'chosen'>,
  files: readonly FileInfo[],
): Verdict {
  const { payload, form, texts, faults = [], chosen } = request;
  const { schema } = form;
  const tooMuch = findTooMuch(request);
  // Against payloads that take seconds: nothing walks through them, or reads a rule.
  if (tooMuch) return { data: payload, errors: tooMuch, typed: payload };
  const stored = toFormData(current, schema);
  // Forgiven key by key, so that a key that was sent empty is known to be sent, and clears.
  const whole = keepWriteOnly(schema, getApplicable(schema, schema), {
    stored,
    data: { ...stored, ...payload },
    keepsBlank: chosen !== undefined,
  });
  const merged = keepReadOnly({ schema, stored, chosen }, whole);
  const visible = leaveOutHidden(schema, merged, chosen);
  const kept = chosen ? visible : withoutCleared(merged, payload, visible);
  const readNumber = createNumberReader(languages[form.language].writing);
  const data = forgiveObject(schema, schema, kept, readNumber);
  const errors = validateData(form, form.validate, data, texts.errors);
  const fileFaults = [...faults, ...findFileFaults(form, files, data, stored, texts.files)];
  // A file that was refused is not one that is missing.
  for (const { path } of fileFaults) if (path.length === 1) delete errors[path[0] ?? ''];
  for (const { path, text } of fileFaults) addError(errors, path, text);
  let reported = countErrors(errors);
  const complain = (path: string[], text: 'unknown' | 'readOnly' | 'format') => {
    reported += 1;
    if (reported > mostErrors) return;
    const { title } = getField(form, path);
    addError(errors, path, translateInto(texts.errors, text, { title, name: title }));
  };
  const changed = findReadOnlyChanges({ schema, stored, chosen }, payload, kept, readNumber);
  for (const path of changed) complain(path, 'readOnly');
  // Which rules apply, and what may be changed, depends on a pattern that could not be matched in time.
  if (hasUnknownAnswers())
    addError(errors, [], translateInto(texts.errors, 'tooComplex', { title: texts.errors('whole', {}) }));
  for (const key of Object.keys(payload)) {
    if (Object.hasOwn(errors, key)) continue;
    if (!takesKey(schema, key)) complain([key], 'unknown');
    else if (isCustomerKey(key) && !isStorableInKey(data[key])) complain([key], 'format');
  }
  // What was sent comes back as it was typed where it has faults, as it is stored where not.
  const told = withoutWriteOnly(schema, data);
  const shown = Object.keys(errors).length > 0 ? { ...told, ...payload } : data;
  const faulty = Object.entries(payload).filter(([key]) => Object.hasOwn(errors, key));
  // What is hidden is shown again when its time comes.
  const meant = withoutWriteOnly(schema, forgiveObject(schema, schema, merged, readNumber));
  const named = keepBlankEntries(schema, getApplicable(schema, schema), { given: payload, data: meant });
  const typed = keepWriteOnly(schema, getApplicable(schema, schema), {
    stored: payload,
    data: { ...payload, ...named, ...Object.fromEntries(faulty) },
    keepsBlank: true,
  });
  // Against small bodies that make large pages: a line of text may stand for a hundred thousand entries.
  return { data: shown, errors, typed: shortenLists(schema, typed) };
}

/** The errors of a payload with too many unknown keys or values; null for all others. */
function findTooMuch({
  payload,
  form,
  texts,
}: Pick<SaveRequest, 'payload' | 'form' | 'texts'>): ErrorSchema | null {
  const errors: ErrorSchema = {};
  const unknown = Object.keys(payload).filter((key) => !takesKey(form.schema, key));
  if (unknown.length > mostErrors) {
    for (const key of unknown.slice(0, mostErrors)) {
      addError(errors, [key], translateInto(texts.errors, 'unknown', { title: key, name: key }));
    }
    return errors;
  }
  if (!hasTooManyValues(payload)) return null;
  addError(errors, [], translateInto(texts.errors, 'tooComplex', { title: texts.errors('whole', {}) }));
  return errors;
}

function countErrors({ __errors: own, ...inside }: ErrorSchema): number {
  const counts = Object.values(inside).map((errors) =>
    errors === undefined || Array.isArray(errors) ? 1 : countErrors(errors),
  );
  return counts.reduce((sum, count) => sum + count, Array.isArray(own) ? own.length : 0);
}

/** Data without the keys that were cleared and have no place in it any more, where `null` would be a value. */
function withoutCleared(data: JsonObject, payload: JsonObject, visible: JsonObject): JsonObject {
  const isCleared = (key: string) => payload[key] === null || payload[key] === '';
  return Object.fromEntries(
    Object.entries(data).filter(([key]) => Object.hasOwn(visible, key) || !isCleared(key)),
  );
}

/** Saving what is stored already is no new version. */
function isChange(current: Customer, changes: CustomerChanges): boolean {
  return Object.entries(changes).some(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(current[key as keyof Customer]),
  );
}
