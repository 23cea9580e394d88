import { type DestinationStream, type Logger, pino } from 'pino';
import { getRequestContext } from './request-context.ts';

/** Creates the log. The lines that belong to a request have its id, and that of its trace. */
export function createLogger(level: string, destination: DestinationStream): Logger {
  const mixin = () => {
    const context = getRequestContext();
    if (!context) return {};
    return { id: context.id, ...(context.trace && { trace_id: context.trace.traceId }) };
  };
  return pino({ level, base: null, mixin }, destination);
}
