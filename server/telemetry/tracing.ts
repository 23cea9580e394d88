import type { TraceParent } from '../domain/trace-parent.ts';

/** A step of a trace that is under way. */
export interface OpenSpan {
  trace: TraceParent;
  end(status?: { route?: string; status?: number; isError: boolean }): void;
}

/** Records traces. Spans hold routes and results, and nothing that a request sends. */
export interface Tracing {
  /** Starts the span of a request, which continues the trace of its `traceparent`. */
  startRequest(method: string, parent: TraceParent | null): OpenSpan;
  /** Runs a step of the current request in its own span. Outside of a request it only runs it. */
  run<Result>(name: string, kind: 'internal' | 'client', work: () => Promise<Result>): Promise<Result>;
  /** Sends the spans that wait. Never rejects. */
  stop(): Promise<void>;
}
