import {
  cleanText,
  type ErrorSchema,
  hasOpenQuestions,
  isJsonObject,
  type JsonObject,
  type WithPatterns,
  withoutWriteOnly,
} from 'schema-form/server';
import { findChangedPaths, toPointer, toValues } from '../domain/changed-paths.ts';
import { type Customer, createCustomer, toChanges, toFormData } from '../domain/customer.ts';
import { type CountryCode, parseMobile } from '../domain/mobile.ts';
import { toDottedName } from '../domain/property-path.ts';
import type { ListedChange } from '../store/change-store.ts';
import { type CustomerSearch, type FileInfo, MobileTakenError, type Store } from '../store/store.ts';
import type { Audit } from './audit.ts';
import type { Files } from './files.ts';
import { toNamedPaths } from './named-paths.ts';
import { processSubmission } from './process-submission.ts';
import type { ProfileForms } from './profile-forms.ts';
import type { Sessions } from './sessions.ts';
import type { GetTexts } from './texts.ts';
import { toWritableForm } from './writable-form.ts';

/** A customer as the admin API shows it. */
export interface AdminCustomer {
  customer_id: string;
  /** E.164. */
  mobile: string;
  version: number;
  /** The values in the shape of the form, without `writeOnly` ones. */
  data: JsonObject;
}

export interface PutRequest {
  /** As people type it; undefined keeps the stored one. */
  mobile: unknown;
  data: unknown;
  /** The versions that may be overwritten; null: any. */
  expectedVersions: readonly string[] | null;
}

export type PutResult =
  | { kind: 'put'; customer: AdminCustomer; isNew: boolean }
  | { kind: 'invalid'; message: string; errors: ErrorSchema }
  | { kind: 'mobileTaken' }
  /** Another version than the expected ones is stored; null when none is. */
  | { kind: 'conflict'; customer: AdminCustomer | null };

/** The customers of a page; `next` begins the page after it, null after the last one. */
export type CustomerList =
  | { kind: 'listed'; customers: AdminCustomer[]; next: string | null }
  | { kind: 'notMobile' };

export type ChangeList =
  | { kind: 'listed'; changes: ListedChange[]; next: number; hasMore: boolean }
  /** The list does not go back to this position any more. */
  | { kind: 'removed'; latest: number }
  /** There has been no such position. */
  | { kind: 'unknown' };

/** What the operator's own systems do with the customers of the program's own database. */
export interface AdminCustomers {
  get(customerId: string): Promise<AdminCustomer | null>;
  /**
   * Lists customers in the order of their ids, after one of them, who have all values of the search. A mobile number may
   * be written as people type it.
   */
  list(after: string, most: number, search: CustomerSearch): Promise<CustomerList>;
  /** Adds or changes a customer. Values that are left out are kept; the whole must be valid. */
  put(customerId: string, request: PutRequest): Promise<PutResult>;
  /** Deletes a customer with all sessions and files; false when there is none with this id. */
  remove(customerId: string): Promise<boolean>;
  /** Signs a customer out everywhere; false when there is none with this id. */
  endSessions(customerId: string): Promise<boolean>;
  /** Lists changes after a position; null begins with the oldest, `latest` with the next one. */
  listChanges(after: number | 'latest' | null, most: number): Promise<ChangeList>;
}

export interface AdminCustomersOptions {
  store: Pick<Store, 'customers' | 'changes'>;
  files: Pick<Files, 'list'>;
  profileForms: Pick<ProfileForms, 'get'>;
  getTexts: GetTexts;
  withPatterns: WithPatterns;
  sessions: Pick<Sessions, 'end'>;
  /** Revokes the tokens of sessions that have ended with a number or a customer; null without an OpenID provider. */
  oidc: { revokeEnded(): Promise<void> } | null;
  audit: Pick<Audit, 'record'>;
  defaultCountry: CountryCode;
}

/** The language of messages, and of numbers that are sent as text. */
const language = 'en';

/** Creates the service behind the admin API. */
export function createAdminCustomers(options: AdminCustomersOptions): AdminCustomers {
  const { store, files, profileForms, getTexts, withPatterns, sessions, oidc, audit, defaultCountry } =
    options;

  const show = (customer: Customer): AdminCustomer => {
    const { schema } = profileForms.get(language);
    const { customer_id, mobile, version } = customer;
    return { customer_id, mobile, version, data: withoutWriteOnly(schema, toFormData(customer, schema)) };
  };
  const toAdminCustomer = (customer: Customer) => withPatterns(() => show(customer));

  /** Validates and stores in one transaction, as a save of the customer does. */
  const put = async (
    customerId: string,
    mobile: string,
    { data: payload, expectedVersions, mobile: typed }: PutRequest & { data: JsonObject },
    ownFiles: readonly FileInfo[],
  ): Promise<PutResult> => {
    const form = toWritableForm(profileForms.get(language));
    const names = findChangedPaths({}, payload).map(toDottedName);
    let refusal: { errors: ErrorSchema } | 'conflict' | undefined;
    let before: Customer | null = null;
    const stored = await store.customers.putOne(customerId, mobile, (current) => {
      // The transaction may be retried.
      refusal = undefined;
      before = current;
      const hasOtherMobile = typed === undefined && current?.mobile !== mobile;
      const isExpected =
        expectedVersions === null || (current !== null && expectedVersions.includes(String(current.version)));
      if (hasOtherMobile || !isExpected) {
        refusal = 'conflict';
        return null;
      }
      const base = current ? { ...current, mobile } : createCustomer({ customer_id: customerId, mobile });
      const submission = { payload, form, texts: getTexts(language) };
      const { data, errors } = processSubmission(submission, toFormData(base, form.schema), ownFiles);
      // Nothing is stored before every pattern is matched: `withPatterns` runs this again.
      if (hasOpenQuestions()) return null;
      if (Object.keys(errors).length > 0) {
        refusal = { errors };
        return null;
      }
      const changes = toChanges(base, data, form.schema);
      const next = toValues({ ...base, ...changes });
      const isSame = current && findChangedPaths(toValues(current), next).length === 0;
      return { changes: isSame ? null : changes, names };
    });
    const result = refusal as typeof refusal;
    if (result === 'conflict') {
      return { kind: 'conflict', customer: stored && (await toAdminCustomer(stored)) };
    }
    if (result) return { kind: 'invalid', message: 'The data does not fit the form', ...result };
    if (!stored) return { kind: 'conflict', customer: null };
    void oidc?.revokeEnded();
    const changed = findChangedPaths(before ? toValues(before) : {}, toValues(stored));
    const named = toNamedPaths(form.schema, changed).map(toPointer);
    void audit.record({ action: 'admin-put', actor: 'admin', customerId, details: { changed: named } });
    return { kind: 'put', customer: await toAdminCustomer(stored), isNew: before === null };
  };

  return {
    async get(customerId) {
      const customer = await store.customers.get(customerId);
      if (!customer) return null;
      void audit.record({ action: 'admin-get', actor: 'admin', customerId });
      return toAdminCustomer(customer);
    },
    async list(after, most, { mobile: typed, email, ...keys }) {
      const mobile = typed === undefined ? undefined : parseMobile(typed, defaultCountry);
      if (mobile === null) return { kind: 'notMobile' };
      const search = {
        ...keys,
        ...(mobile !== undefined && { mobile }),
        ...(email !== undefined && { email: cleanText(email) }),
      };
      // One more than asked for says whether there is another page.
      const found = await store.customers.listAfter(after, most + 1, search);
      const page = found.slice(0, most);
      const details = { count: page.length, search: Object.keys(search) };
      const customerId = page.length === 1 ? (page[0]?.customer_id ?? null) : null;
      void audit.record({ action: 'admin-list', actor: 'admin', customerId, details });
      const next = found.length > most ? (page.at(-1)?.customer_id ?? null) : null;
      return { kind: 'listed', customers: await withPatterns(() => page.map(show)), next };
    },
    async put(customerId, request) {
      const { mobile: typed, data = {} } = request;
      const refuse = (message: string): PutResult => ({ kind: 'invalid', message, errors: {} });
      if (!isJsonObject(data)) return refuse('data must be an object');
      const current = await store.customers.get(customerId);
      if (typed === undefined && !current) return refuse('mobile is required for a new customer');
      const mobile =
        typed === undefined
          ? current?.mobile
          : typeof typed === 'string' && parseMobile(typed, defaultCountry);
      if (!mobile) return refuse('mobile is no phone number');
      const ownFiles = await files.list(customerId, profileForms.get(language));
      try {
        return await withPatterns(() => put(customerId, mobile, { ...request, data }, ownFiles));
      } catch (error) {
        if (error instanceof MobileTakenError) return { kind: 'mobileTaken' };
        throw error;
      }
    },
    async remove(customerId) {
      const isRemoved = await store.customers.remove(customerId);
      void oidc?.revokeEnded();
      if (isRemoved) void audit.record({ action: 'admin-delete', actor: 'admin', customerId });
      return isRemoved;
    },
    async endSessions(customerId) {
      if (!(await store.customers.get(customerId))) return false;
      await sessions.end({ reason: 'admin', customerIds: [customerId] });
      return true;
    },
    async listChanges(after, most) {
      const from = after === 'latest' ? Number.MAX_SAFE_INTEGER : (after ?? 0);
      const { changes, last, isComplete } = await store.changes.list(from, most);
      if (after === 'latest') return { kind: 'listed', changes: [], next: last, hasMore: false };
      if (from > last) return { kind: 'unknown' };
      if (after !== null && !isComplete) return { kind: 'removed', latest: last };
      const next = changes.at(-1)?.position ?? last;
      if (changes.length > 0) {
        const details = { count: changes.length };
        void audit.record({ action: 'admin-list-changes', actor: 'admin', details });
      }
      return { kind: 'listed', changes, next, hasMore: next < last };
    },
  };
}
