import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CommandError } from '../command-error.ts';
import type { FileFormat } from './read-records.ts';

/** The options of all commands that read a file of customers. */
export const readingOptions = {
  format: { type: 'string' },
  encoding: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

/** The options of the commands that import a file or compare it. */
export const importOptions = {
  ...readingOptions,
  'day-first': { type: 'boolean', default: false },
  overwrite: { type: 'boolean', default: false },
} as const satisfies ParseArgsConfig['options'];

/** Parses the words of a command; throws CommandError with its usage for other ones. */
export function parseWords<const Options extends NonNullable<ParseArgsConfig['options']>>(
  words: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch {
    throw createUsageError(usage);
  }
}

export function createUsageError(usage: string): CommandError {
  return new CommandError(`Usage: npm run customers -- ${usage}`);
}

/** Reads `--format`; null where the name of the file says it. */
export function readFormat(format: string | undefined): FileFormat | null {
  if (format === undefined) return null;
  if (format === 'csv' || format === 'jsonl') return format;
  throw new CommandError('--format must be csv or jsonl.');
}
