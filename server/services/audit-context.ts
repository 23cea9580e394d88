import { AsyncLocalStorage } from 'node:async_hooks';

/** The client and the customer of the current request. */
export interface AuditContext {
  /** The client's address. */
  address: string;
  /** Null while nobody is signed in. */
  customerId: string | null;
}

const current = new AsyncLocalStorage<AuditContext>();

/** Runs the work of a request, so that the audit log knows the client without every function passing it on. */
export function runInAuditContext<Result>(address: string, work: () => Result): Result {
  return current.run({ address, customerId: null }, work);
}

/** Returns the context of the current request; null outside of one. */
export function getAuditContext(): AuditContext | null {
  return current.getStore() ?? null;
}
