import { AsyncLocalStorage } from 'node:async_hooks';
import type { Quota } from './domain/quota.ts';
import { formatTraceParent, type TraceParent } from './domain/trace-parent.ts';

/** A rule that submitted data breaks, without the value. */
export interface Violation {
  /** A property of the form, or `other`. */
  field: string;
  /** A keyword of JSON Schema, or `other`. */
  keyword: string;
}

/** The request that the current work belongs to. */
export interface RequestContext {
  /** Is in every line of the log, and goes out with every call. */
  id: string;
  /** Null for a request that belongs to no trace. */
  trace: TraceParent | null;
  /** What its last validation found; null where nobody counts it. */
  report: { violations: readonly Violation[] } | null;
  /** What the limits that were counted leave to its client. */
  quotas: Quota[];
}

const current = new AsyncLocalStorage<RequestContext>();

/** Runs the work of a request, so that log lines and calls know it without every function passing it on. */
export function runInRequestContext<Result>(context: RequestContext, work: () => Result): Result {
  return current.run(context, work);
}

/** Returns the context of the current request; null outside of one. */
export function getRequestContext(): RequestContext | null {
  return current.getStore() ?? null;
}

/** Returns the headers by which another server finds the current request in its own log; none outside of a request. */
export function getRequestIdHeaders(): Record<string, string> {
  const context = getRequestContext();
  if (!context) return {};
  return {
    'x-request-id': context.id,
    ...(context.trace && { traceparent: formatTraceParent(context.trace) }),
  };
}

/** Tells the current request what limits leave to its client, which `rateLimitHeaders` sends. */
export function announceQuotas(quotas: readonly Quota[]): void {
  getRequestContext()?.quotas.push(...quotas);
}
