import type { BenchPageState } from '../generated-form.ts';

declare global {
  /** The data of the last valid submission, which the benchmark reads. */
  var submitted: unknown;
}

/** The element that the form renders into. */
export const container = document.getElementById('app') as HTMLElement;

/** Reads the state of the page. A page uses only the properties that `peers.ts` lists for its renderer. */
export function readPageState(): BenchPageState {
  return JSON.parse(document.getElementById('state')?.textContent ?? '{}') as BenchPageState;
}

export function reportSubmit(data: unknown): void {
  globalThis.submitted = data;
}
