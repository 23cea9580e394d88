import { type DestinationStream, pino } from 'pino';
import { isProduction } from './env.ts';

/** Bytes of the log that may wait to be written. */
const mostUnwritten = 1_048_576;

/**
 * Creates the standard output of the log: JSON, which programs read. At a terminal in development the lines are for
 * people. Nothing waits for the output of JSON; lines are dropped when it stays blocked.
 */
export async function createLogOutput(): Promise<DestinationStream> {
  if (process.stdout.isTTY && !isProduction()) {
    const { formatLine } = await import('./format-log-line.ts');
    return { write: (line) => process.stdout.write(formatLine(line)) };
  }
  const destination = pino.destination({ sync: false, maxLength: mostUnwritten });
  // A full disk must not end the process, as an 'error' event without a listener does. Lines that wait
  // then are lost at the end of the process: `flushSync` would retry for ever.
  const { flushSync } = destination;
  destination.on('error', () => {
    destination.flushSync = () => {};
  });
  destination.on('drain', () => {
    destination.flushSync = flushSync;
  });
  return destination;
}
