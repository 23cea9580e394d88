import { COLOR_FORMAT_REGEX, DATA_URL_FORMAT_REGEX } from '@rjsf/validator-ajv8/lib/createAjvInstance.js';
import { Ajv } from 'ajv';
import Ajv2019 from 'ajv/dist/2019.js';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonSchema } from 'schema-form/server';

/** Creates an independent reference validator: Ajv with the formats, by the schema's own draft. */
export function createPlainValidator(schema: JsonSchema): (data: unknown) => boolean {
  const { $schema = '' } = schema;
  // Without a draft, an array in `items` is a tuple as in the drafts before 2020-12.
  const isOld = !$schema && JSON.stringify(schema).includes('"items":[');
  const isDraft07 = $schema.includes('draft-07');
  const AjvClass = isDraft07 ? Ajv : $schema.includes('2019-09') || isOld ? Ajv2019 : Ajv2020;
  // Without a precision Ajv reports that 5e+21 is no multiple of 5.
  const ajv = new AjvClass({
    strict: false,
    allErrors: true,
    logger: false,
    ownProperties: true,
    multipleOfPrecision: 8,
  });
  addFormats(ajv);
  // Two formats that only rjsf defines.
  ajv.addFormat('color', COLOR_FORMAT_REGEX);
  ajv.addFormat('data-url', DATA_URL_FORMAT_REGEX);
  return ajv.compile(schema);
}
