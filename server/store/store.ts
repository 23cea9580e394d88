import type { Customer, CustomerChanges } from '../domain/customer.ts';
import type { Limit, Quota } from '../domain/quota.ts';
import type { Hashes } from '../domain/secrets.ts';
import type { AuditRecord, AuditStore } from './audit-store.ts';
import type { ChangeStore } from './change-store.ts';
import type { OutboxStore } from './outbox-store.ts';

/** Everything that outlives a request. Times are milliseconds since 1970. */
export interface Store {
  customers: CustomerStore;
  sessions: SessionStore;
  codes: CodeStore;
  files: FileStore;
  changes: ChangeStore;
  outbox: OutboxStore;
  audit: AuditStore;
  undos: UndoStore;
  oidc: OidcStore;
  /** Creates a rate limiter that all servers on the same database share. */
  createLimiter(limit: Limit): Limiter;
  /** Removes the counts whose period is over. */
  removeExpiredLimits(now: number): Promise<void>;
  /** Writes to the database and changes nothing of value. Rejects when it can't be written. */
  testWrite(): Promise<void>;
  close(): Promise<void>;
}

export interface CustomerStore {
  get(customerId: string): Promise<Customer | null>;
  findByMobile(mobile: string): Promise<Customer | null>;
  /** Returns the customers with one of these ids or mobile numbers, in no order. */
  findAll(keys: CustomerKeys): Promise<Customer[]>;
  /** Returns the first customers after this id that have all values of the search, in the order of their ids. */
  listAfter(customerId: string, most: number, search?: CustomerSearch): Promise<Customer[]>;
  /** Returns whether there is no customer, or only the one with this id. */
  isEmpty(exceptId?: string): Promise<boolean>;
  /**
   * Saves what a customer changes, in one transaction: locks the row, lets `decide` choose the changes (null
   * for none), stores them under the next version, and marks them as edited. Returns the customer that is
   * stored then; null when there is no such customer. `decide` is called again when the transaction is retried.
   * `toAudit` returns the entry of the audit log that is stored with the changes; null for none.
   */
  update(
    customerId: string,
    decide: (current: Customer) => CustomerChanges | null,
    toAudit?: (before: Customer, after: Customer) => AuditRecord | null,
  ): Promise<Customer | null>;
  /**
   * Imports many customers in one transaction: adds and changes them. Locks those with these ids or mobile numbers, lets
   * `decide` choose what to write, and writes it. Customers may exchange their mobile numbers; a new number
   * ends all sessions of its customer. Returns what was written. `decide` is called again when the
   * transaction is retried.
   */
  change(
    keys: CustomerKeys,
    decide: (current: readonly Customer[]) => readonly CustomerWrite[],
  ): Promise<readonly CustomerWrite[]>;
  /**
   * Imports customers: adds them, or changes existing ones, which are found by id, else by mobile number. Everything
   * happens in one transaction: when it throws MobileTakenError, nothing is stored.
   */
  put(customers: readonly CustomerToPut[]): Promise<{ added: number; updated: number }>;
  /**
   * Adds or changes the customer with this id for the admin API, as `update` does: `decide` gets null for a new one. Returns the
   * customer that is stored then, null without one. Throws MobileTakenError.
   */
  putOne(
    customerId: string,
    mobile: string,
    decide: (current: Customer | null) => CustomerPut | null,
  ): Promise<Customer | null>;
  /** Deletes a customer with all sessions and files for the admin API; false when there is none with this id. */
  remove(customerId: string): Promise<boolean>;
  /** Removes customers with their sessions and files for a command, in one transaction; returns the ids of those that there were. */
  removeAll(ids: readonly string[]): Promise<string[]>;
}

/** What the operator's systems change in a customer. */
export interface CustomerPut {
  /** Null where all is stored already. */
  changes: CustomerChanges | null;
  /** The dotted names of the values that they sent: none counts as edited by the customer any more. */
  names: readonly string[];
}

/** Values that customers are searched by. Each is compared exactly. */
export type CustomerSearch = Partial<Pick<Customer, 'customer_id' | 'mobile' | 'email'>>;

export interface CustomerKeys {
  ids: readonly string[];
  mobiles: readonly string[];
}

/** A customer that is added (`before` is null) or changed. `after` is stored as it is, with its version. */
export interface CustomerWrite {
  before: Customer | null;
  after: Customer;
}

export interface CustomerToPut {
  /** Null: the customer with this mobile number, else a new one. */
  customer_id: string | null;
  mobile: string;
  changes: CustomerChanges;
}

/** The database can't be opened; the message says why. */
export class OpenError extends Error {
  override name = 'OpenError';
  constructor(cause: unknown) {
    // The error of a host with several addresses holds one error for each, and no message of its own.
    const error: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
    super(error instanceof Error ? error.message : String(error), { cause });
  }
}

/**
 * The database is locked, overloaded or can't be reached now: the same call may succeed later. Any
 * method of the store may throw this error.
 */
export class DatabaseBusyError extends Error {
  override name = 'DatabaseBusyError';
  /** The code of the database or of the network. */
  readonly code: unknown;
  constructor(cause: unknown) {
    super('The database is busy or cannot be reached', { cause });
    this.code = (cause as { code?: unknown }).code;
  }
}

/** The mobile number belongs to another customer; two customers can't sign in with the same one. */
export class MobileTakenError extends Error {
  override name = 'MobileTakenError';
  readonly mobile: string;
  constructor(mobile: string) {
    super('The mobile number belongs to another customer');
    this.mobile = mobile;
  }
}

export interface Session {
  tokenHash: string;
  createdAt: number;
  expiresAt: number;
  /** Whether the customer wants to stay signed in on this device. */
  isKept: boolean;
}

export interface SessionStore {
  /** Adds a session; false when the customer is gone, or has another mobile number by now. */
  add(customer: Pick<Customer, 'customer_id' | 'mobile'>, session: Session): Promise<boolean>;
  /** Reads a session and its customer in one query; null when there is no such session, or it has expired. */
  find(tokenHash: string, now: number): Promise<{ session: Session; customer: Customer } | null>;
  extend(tokenHash: string, expiresAt: number): Promise<void>;
  /** Ends sessions in one transaction, and returns those that there were. */
  end(end: SessionEnd): Promise<EndedSessions>;
  /** Counts the sessions that have not ended. */
  countActive(now: number): Promise<number>;
}

/** Why sessions end, and which. */
export type SessionEnd =
  /**
   * `replaced`: its browser signs in anew; `provider`: the OpenID provider has ended it; `unknown`: another backend does
   * not know the person.
   */
  | { reason: 'signed-out' | 'replaced' | 'provider' | 'unknown'; tokenHash: string }
  | { reason: 'everywhere' | 'admin' | 'mobile-changed' | 'deleted'; customerIds: readonly string[] }
  | { reason: 'expired'; now: number };

export interface EndedSessions {
  /** The customers of the sessions in the program's own database, one for each session. */
  customerIds: string[];
  /** Those that began at an OpenID provider. */
  oidc: OidcSession[];
}

/** A one-time code, as keyed hashes alone. */
export interface StoredCode {
  mobileHash: string;
  codeHash: string;
  expiresAt: number;
}

/** Stores the last two codes of each key: a sign-in under way, or a mobile number. */
export interface CodeStore {
  /** Stores a code. The one before it stays valid, and both can be tried as often as a new one. */
  put(key: string, code: StoredCode): Promise<void>;
  /**
   * Counts a try, and returns the hashes of the valid codes with the number of tries so far; null
   * without a valid code, or without a try left.
   */
  takeTry(
    key: string,
    mostTries: number,
    now: number,
  ): Promise<{ codeHashes: string[]; tries: number } | null>;
  /** Removes all codes of a number, whose hashes these are; false when another request has removed those of the key. */
  use(key: string, mobileHashes: Hashes): Promise<boolean>;
  removeExpired(now: number): Promise<void>;
}

/** A file without its content. */
export interface FileInfo {
  fileId: string;
  name: string;
  /** A media type. */
  type: string;
  /** In bytes. */
  size: number;
}

export interface StoredFile extends FileInfo {
  content: Uint8Array;
}

/** Files belong to a customer and never change. A file is in use while its owner's profile names its id. */
export interface FileStore {
  /** Adds a file; false when the customer would exceed `most`. */
  add(
    customerId: string,
    file: StoredFile & { createdAt: number },
    most: { files: number; bytes: number },
  ): Promise<boolean>;
  /** Returns a customer's file with its content; null when there is no such file, or it is another customer's. */
  get(customerId: string, fileId: string): Promise<StoredFile | null>;
  list(customerId: string): Promise<FileInfo[]>;
  /** Removes the files of all customers, or of one, that are not in use and were added before a time. */
  removeUnused(before: number, customerId?: string): Promise<void>;
}

/** The values that the last save of each customer replaced, encrypted. */
export interface UndoStore {
  put(customerId: string, sealed: string, expiresAt: number): Promise<void>;
  /** Returns null when there are none, or they have expired. */
  find(customerId: string, now: number): Promise<string | null>;
  removeExpired(now: number): Promise<void>;
}

/** A session that began at an OpenID provider. */
export interface OidcSession {
  tokenHash: string;
  /** `''` where another backend knows the customer. */
  customerId: string;
  sealedTokens: string;
  createdAt: number;
  expiresAt: number;
}

export interface OidcStore {
  add(session: OidcSession): Promise<void>;
  /** Returns null when there is no such session, or it has expired. */
  find(tokenHash: string, now: number): Promise<OidcSession | null>;
  /** Postpones the end of a session, unless it has ended meanwhile. */
  extend(tokenHash: string, expiresAt: number): Promise<void>;
  /** Reserves the refresh of its tokens until a time; false when another request has reserved it. */
  claimRefresh(tokenHash: string, now: number, until: number): Promise<boolean>;
  /** Replaces the tokens, and ends the reservation. */
  setTokens(tokenHash: string, sealedTokens: string): Promise<void>;
  /**
   * Returns some sessions that have ended or expired, and whose tokens nobody refreshes or revokes, and reserves their
   * tokens until a time.
   */
  claimEnded(now: number, until: number, most: number): Promise<OidcSession[]>;
  /** Removes the row of a session with its tokens. */
  remove(tokenHash: string): Promise<void>;
}

/**
 * Counts calls under the first of several keys. The others are those of a former secret: what was counted under them
 * still counts, so that a rotation of the secret gives nobody new tries.
 */
export interface Limiter {
  /** Counts a call. */
  take(keys: Hashes): Promise<Quota>;
  /** Counts a call whatever the limit, and returns the count. */
  add(keys: Hashes): Promise<number>;
  /** Returns what was counted in the current period, and in how many seconds it ends. */
  get(keys: Hashes): Promise<{ count: number; endsIn: number }>;
  /** Takes back one counted call. */
  giveBack(keys: Hashes): Promise<void>;
  /** Resets the count of the keys. */
  forget(keys: Hashes): Promise<void>;
}
