import type { Telemetry } from './create-telemetry.ts';

/** Who receives what is measured. */
export type Observers = Pick<Telemetry, 'metrics' | 'tracing'>;

/** Returns whether anybody does. */
export function hasObserver({ metrics, tracing }: Observers): boolean {
  return metrics !== null || tracing !== null;
}

/** Runs work in a span, and reports its milliseconds and its error. */
export async function measure<Result>(
  { tracing }: Observers,
  name: string,
  kind: 'internal' | 'client',
  work: () => Promise<Result>,
  report: (error: unknown, ms: number) => void,
): Promise<Result> {
  const start = performance.now();
  try {
    const result = await (tracing ? tracing.run(name, kind, work) : work());
    report(undefined, performance.now() - start);
    return result;
  } catch (error) {
    report(error, performance.now() - start);
    throw error;
  }
}
