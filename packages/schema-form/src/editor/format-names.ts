import { fullFormats } from 'ajv-formats/dist/formats.js';
import { dateFormats } from '../model/validator-parts.ts';
import { rjsfFormats } from '../server/rjsf-formats.ts';

/** The values of `format` that are validated, and those that select a widget. */
export const formatNames: readonly string[] = [
  ...new Set([...Object.keys({ ...fullFormats, ...dateFormats, ...rjsfFormats }), 'tel']),
];
