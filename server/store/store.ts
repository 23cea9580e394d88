import type { Customer, CustomerChanges } from '../domain/customer.ts';

/** Everything that outlives a request. All times are milliseconds since 1970. */
export interface Store {
  customers: CustomerStore;
  sessions: SessionStore;
  codes: CodeStore;
  files: FileStore;
  /** A counter that all servers on the same database share. */
  createLimiter(limit: Limit): Limiter;
  /** Removes what limiters counted in times that are over. */
  removeExpiredLimits(now: number): Promise<void>;
  /** Writes to the disk and changes nothing that matters. Throws when the database can't be written. */
  testWrite(): Promise<void>;
  close(): Promise<void>;
}

export interface CustomerStore {
  get(customerId: string): Promise<Customer | null>;
  findByMobile(mobile: string): Promise<Customer | null>;
  /** Whether there is no customer, or none but the one with this id. */
  isEmpty(exceptId?: string): Promise<boolean>;
  /**
   * One transaction: locks the customer, asks `decide` what to change of the current values (null:
   * nothing), stores it under the next version and gives what is stored then; null for no such
   * customer. `decide` is called again when the transaction has to be run again.
   */
  update(customerId: string, decide: (current: Customer) => CustomerChanges | null): Promise<Customer | null>;
  /**
   * Adds customers, or changes those that there are, found by id, else by number; all in one
   * transaction. Throws MobileTakenError and then stores none.
   */
  put(customers: readonly CustomerToPut[]): Promise<{ added: number; updated: number }>;
}

export interface CustomerToPut {
  /** Null: the one with this number, else a new one. */
  customer_id: string | null;
  mobile: string;
  changes: CustomerChanges;
}

/** The database can't be opened; the message says why. */
export class OpenError extends Error {
  override name = 'OpenError';
  constructor(cause: unknown) {
    // A host with several addresses has a fault for each, and no message of its own.
    const fault: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
    super(fault instanceof Error ? fault.message : String(fault), { cause });
  }
}

/**
 * The database is locked, overloaded or can't be reached for the moment: the same call may succeed
 * later. Any method of the store may throw it.
 */
export class DatabaseBusyError extends Error {
  override name = 'DatabaseBusyError';
  /** What the database or the network calls it. */
  readonly code: unknown;
  constructor(cause: unknown) {
    super('The database is busy or cannot be reached', { cause });
    this.code = (cause as { code?: unknown }).code;
  }
}

/** Two customers can't sign in with the same number. */
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
}

export interface SessionStore {
  add(customerId: string, session: Session): Promise<void>;
  /** The session and its customer in one read; null when there is none that is alive. */
  find(tokenHash: string, now: number): Promise<{ session: Session; customer: Customer } | null>;
  extend(tokenHash: string, expiresAt: number): Promise<void>;
  remove(tokenHash: string): Promise<void>;
  removeExpired(now: number): Promise<void>;
}

/** One live code a number; numbers and codes are kept as keyed hashes only. */
export interface CodeStore {
  put(mobileHash: string, codeHash: string, expiresAt: number): Promise<void>;
  /** Counts a try and gives the hash to compare with; null when no code is alive or no try left. */
  takeTry(mobileHash: string, mostTries: number, now: number): Promise<string | null>;
  /** Removes the code; false when somebody else was first. */
  use(mobileHash: string, codeHash: string): Promise<boolean>;
  removeExpired(now: number): Promise<void>;
}

/** A file but for what is in it. */
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

/** Files belong to a customer, and are not changed. One is in use while its owner's profile names its id. */
export interface FileStore {
  /** Adds a file; false when the customer would then have more than so many files or bytes. */
  add(
    customerId: string,
    file: StoredFile & { createdAt: number },
    most: { files: number; bytes: number },
  ): Promise<boolean>;
  /** A customer's file with what is in it; null when there is no such, or it is another's. */
  get(customerId: string, fileId: string): Promise<StoredFile | null>;
  list(customerId: string): Promise<FileInfo[]>;
  /** Removes files that are not in use and were added before then: all of them, or those of one customer. */
  removeUnused(before: number, customerId?: string): Promise<void>;
}

export interface Limit {
  name: string;
  /** How many, */
  points: number;
  /** in how many seconds. */
  duration: number;
}

export interface Limiter {
  /** Counts one; gives null, or the seconds to wait when it was one too many. */
  take(key: string): Promise<number | null>;
  /** Uncounts one. */
  giveBack(key: string): Promise<void>;
  /** Forgets what was counted for this key. */
  forget(key: string): Promise<void>;
}
