import { toCanonicalJson } from '../model/canonical-json.ts';
import { createBoundedPattern } from '../patterns/bounded-patterns.ts';
import { createAssertion } from './interpreter-keyword.ts';
import { knownFormats } from './known-formats.ts';

interface Format {
  type?: string;
  validate: RegExp | ((value: never) => boolean);
  compare?(a: string, b: string): number | undefined;
}

const formats = new Map(
  Object.entries(knownFormats).map(([name, format]): [string, Format] => [name, toFormat(format)]),
);

function toFormat(format: unknown): Format {
  if (format instanceof RegExp || typeof format === 'function') return { validate: format as RegExp };
  return format === true ? { validate: () => true } : (format as Format);
}

/** Whether the result of a comparison breaks a limit. */
const limits: Record<string, (order: number) => boolean> = {
  formatMinimum: (order) => order < 0,
  formatMaximum: (order) => order > 0,
  formatExclusiveMinimum: (order) => order <= 0,
  formatExclusiveMaximum: (order) => order >= 0,
};

/** The keywords without subschemas that must agree with the validator of the server. */
export const assertionKeywords = [
  // Against denial of service: patterns run in linear time. The library runs them on the browser's engine.
  createAssertion(
    'pattern',
    (source) => createBoundedPattern(String(source)),
    (pattern, value) => typeof value !== 'string' || pattern.test(value),
  ),

  // prepare-schema.ts writes the values as canonical texts, so that none is taken for a schema.
  ...['enum', 'const'].map((name) =>
    createAssertion(
      name,
      (texts) => new Set(texts as string[]),
      (texts, value) => texts.has(toCanonicalJson(value)),
    ),
  ),

  // As Ajv with the precision of server/validator-module.ts; the library tolerates other errors of rounding.
  createAssertion(
    'multipleOf',
    (divisor) => Number(divisor),
    (divisor, value) => {
      if (typeof value !== 'number') return true;
      const quotient = value / divisor;
      return Math.abs(Math.round(quotient) - quotient) <= 1e-8;
    },
  ),

  createAssertion(
    'format',
    (name) => formats.get(String(name)),
    (format, value) => {
      if (!format || typeof value !== (format.type ?? 'string')) return true;
      const { validate } = format;
      return validate instanceof RegExp ? validate.test(String(value)) : validate(value as never);
    },
  ),

  ...Object.entries(limits).map(([name, breaks]) =>
    createAssertion(
      name,
      (limit, { format }) => ({ limit: String(limit), compare: formats.get(String(format))?.compare }),
      ({ limit, compare }, value) => {
        const order = typeof value === 'string' ? compare?.(value, limit) : undefined;
        return order === undefined || !breaks(order);
      },
    ),
  ),
];
