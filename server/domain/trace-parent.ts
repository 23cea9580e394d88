/** The place of a request or call in a trace, as W3C Trace Context defines it. */
export interface TraceParent {
  traceId: string;
  spanId: string;
  flags: number;
}

/** Reads a `traceparent` header of version 00 (https://www.w3.org/TR/trace-context/); null for any other text. */
export function parseTraceParent(text: string | undefined): TraceParent | null {
  const [, traceId = '', spanId = '', flags = ''] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(text ?? '') ?? [];
  // Ids of zeros alone are invalid.
  if (!/[1-9a-f]/.test(traceId) || !/[1-9a-f]/.test(spanId)) return null;
  return { traceId, spanId, flags: Number.parseInt(flags, 16) };
}

/** Writes the header that a call sends on. */
export function formatTraceParent({ traceId, spanId, flags }: TraceParent): string {
  return `00-${traceId}-${spanId}-${flags.toString(16).padStart(2, '0')}`;
}
