/** The dialect of JSON Schema that the interpreter knows: the keywords of its library, and those that must differ. */
import { setShouldValidateSchema } from '@hyperjump/json-schema/draft-2019-09';
import { addKeyword, defineVocabulary, loadDialect } from '@hyperjump/json-schema/experimental';
import { applicatorKeywords } from './applicator-keywords.ts';
import { assertionKeywords } from './assertion-keywords.ts';
import { getKeywordName, getStandardId } from './interpreter-keyword.ts';

export const interpreterDialect = 'https://schema-form.invalid/dialect';

const ownKeywords = [...assertionKeywords, ...applicatorKeywords];
for (const keyword of ownKeywords) addKeyword(keyword);

const standardKeywords = [
  ...['allOf', 'anyOf', 'oneOf', 'not', 'dependentSchemas', 'propertyNames', 'type', 'minimum', 'maximum'],
  ...[
    'exclusiveMinimum',
    'exclusiveMaximum',
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'uniqueItems',
  ],
  ...['minContains', 'maxContains', 'minProperties', 'maxProperties', 'required', 'dependentRequired'],
  ...['unevaluatedItems', 'unevaluatedProperties'],
];

defineVocabulary(interpreterDialect, {
  $ref: getStandardId('ref'),
  $defs: getStandardId('definitions'),
  items: getStandardId('draft-04/items'),
  additionalItems: getStandardId('draft-04/additionalItems'),
  ...Object.fromEntries(standardKeywords.map((name) => [name, getStandardId(name)])),
  ...Object.fromEntries(ownKeywords.map(({ id }) => [getKeywordName(id), id])),
});
loadDialect(interpreterDialect, { [interpreterDialect]: true });

// The server has validated the schema.
setShouldValidateSchema(false);
