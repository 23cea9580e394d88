import { fullFormats } from 'ajv-formats/dist/formats.js';
import { dateFormats } from '../model/validator-runtime.ts';
import { rjsfFormats } from '../server/rjsf-formats.ts';

/** The formats that are validated, in the form of Ajv's. */
export const knownFormats: Readonly<Record<string, unknown>> = {
  ...fullFormats,
  ...rjsfFormats,
  ...dateFormats,
};

/** The values of `format` that are validated, and the one that only selects a widget. */
export const formatNames: readonly string[] = [...Object.keys(knownFormats), 'tel'];
