import { COLOR_FORMAT_REGEX, DATA_URL_FORMAT_REGEX } from '@rjsf/validator-ajv8/lib/createAjvInstance.js';
import { Ajv } from 'ajv';
import Ajv2019 from 'ajv/dist/2019.js';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { compileValidatorModule, type JsonSchema } from 'schema-form/server';

/**
 * Keywords that Ajv does not know, or reads otherwise than the specification;
 * packages/schema-form/src/server/drafts.test.ts tests them.
 */
const unlikeAjv =
  /draft-0[46]|http:..json-schema.org.draft.20|exclusiveM[a-z]+":(true|false)|"nullable":|\$dynamicRef|"unevaluatedItems":|"enum":\[\]|"urn:/;

/** Creates an independent reference validator: Ajv with the formats, by the schema's own draft. */
export function createPlainValidator(schema: JsonSchema): (data: unknown) => boolean {
  if (unlikeAjv.test(JSON.stringify(schema))) return compileValidatorModule(schema).validate;
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
  // The months and weeks of HTML.
  ajv.addFormat('month', /^\d{4}-(0[1-9]|1[0-2])$/);
  ajv.addFormat('week', isWeek);
  return ajv.compile(schema);
}

/** Returns whether a text is a week of HTML: its Thursday lies in its year. */
function isWeek(text: string): boolean {
  const [, year = '', week = ''] = /^(\d{4})-W(\d\d)$/.exec(text) ?? [];
  const fourth = new Date(`${year}-01-04T00:00Z`);
  const weekday = fourth.getUTCDay() || 7;
  const thursday = new Date(fourth.getTime() + ((Number(week) - 1) * 7 + 4 - weekday) * 86_400_000);
  return week !== '' && Number(week) > 0 && thursday.getUTCFullYear() === Number(year);
}
