import type { BenchPageState } from '../generated-form.ts';

declare global {
  /** The data of the last submit that found no fault, for the benchmark to look at. */
  var submitted: unknown;
}

/** Where the form goes. */
export const container = document.getElementById('app') as HTMLElement;

/** What the page was given; a page reads only what its renderer asked for in `peers.ts`. */
export function readPageState(): BenchPageState {
  return JSON.parse(document.getElementById('state')?.textContent ?? '{}') as BenchPageState;
}

export function reportSubmit(data: unknown): void {
  globalThis.submitted = data;
}
