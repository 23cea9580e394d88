/** The keywords of all drafts, of Ajv and of OpenAPI. Names with `x-` are extensions. */
export const keywordNames: ReadonlySet<string> = new Set([
  ...['$schema', '$id', 'id', '$ref', '$anchor', '$dynamicRef', '$dynamicAnchor', '$recursiveRef'],
  ...['$recursiveAnchor', '$vocabulary', '$comment', '$defs', 'definitions'],
  ...['type', 'enum', 'const', 'format', 'multipleOf', 'maximum', 'minimum', 'exclusiveMaximum'],
  ...['exclusiveMinimum', 'maxLength', 'minLength', 'pattern', 'maxItems', 'minItems', 'uniqueItems'],
  ...['contains', 'maxContains', 'minContains', 'maxProperties', 'minProperties', 'required'],
  ...['dependencies', 'dependentRequired', 'dependentSchemas', 'properties', 'patternProperties'],
  ...['additionalProperties', 'unevaluatedProperties', 'propertyNames', 'items', 'additionalItems'],
  ...['prefixItems', 'unevaluatedItems', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'],
  ...['title', 'description', 'default', 'examples', 'example', 'readOnly', 'writeOnly', 'deprecated'],
  ...['contentEncoding', 'contentMediaType', 'contentSchema'],
  ...['formatMaximum', 'formatMinimum', 'formatExclusiveMaximum', 'formatExclusiveMinimum'],
  ...['nullable', 'discriminator', 'xml', 'externalDocs', 'enumNames', 'enumDescriptions'],
]);
