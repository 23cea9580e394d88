import type { Logger } from 'pino';
import type { PageRenderer } from './page-renderer.ts';
import type { SandboxProgram } from './sandbox/sandbox.ts';
import { noTelemetry, type Telemetry } from './telemetry/create-telemetry.ts';

/** What the program runs in: a built server, development, or a test. */
export interface ProgramContext {
  logger: Logger;
  renderer: PageRenderer;
  sandboxProgram: SandboxProgram;
  /** Prints the codes of demo mode. */
  print(line: string): void;
  isDevelopment: boolean;
  /** Aborted when the program is asked to stop: it still answers, but is not ready for more. */
  leaving: AbortSignal;
  /** Aborted when the program stops: messages are not retried then. */
  stopping: AbortSignal;
  telemetry: Telemetry;
  /** Returns whether requests arrive faster than they are answered. */
  isOverloaded(): boolean;
  /** Returns the milliseconds since 1970; tests replace the clock. */
  now(): number;
}

/** What must be given; the rest has defaults. */
export type ContextOptions = Pick<ProgramContext, 'logger' | 'renderer' | 'sandboxProgram' | 'print'> &
  Partial<ProgramContext>;

/** Completes a context: of a program that is never asked to stop, and that nobody observes. */
export function createContext(options: ContextOptions): ProgramContext {
  const never = new AbortController().signal;
  return {
    isDevelopment: false,
    leaving: never,
    stopping: never,
    telemetry: noTelemetry,
    isOverloaded: () => false,
    now: Date.now,
    ...options,
  };
}
