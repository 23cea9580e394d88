import type { JsonSchema } from '../model/json-schema.ts';

const scalars: JsonSchema[] = [
  { type: 'string', pattern: '^[A-Za-z0-9\\-\\.]{1,64}$' },
  { type: 'string', format: 'date' },
  { type: 'boolean' },
  { type: 'number' },
  { enum: ['registered', 'preliminary', 'final', 'amended'] },
];

/**
 * Creates a schema with the size and shape of the FHIR schema: dozens of resources that contain each other
 * through `ResourceList`, each with many elements, and data types that all extend each other. Each resource
 * takes about 20 kB.
 */
export function createHealthRecordSchema(resources: number): JsonSchema {
  const definitions: Record<string, JsonSchema> = {};
  const names = Array.from({ length: resources }, (_, index) => `Resource${index}`);
  const types = Array.from({ length: 40 }, (_, index) => `Type${index}`);
  const refer = (name: string, more: JsonSchema = {}): JsonSchema => ({
    description: `The ${name} of this element, as the organization that is responsible for it knows it.`,
    ...more,
    $ref: `#/definitions/${name}`,
  });
  const createType = (seed: number, elements: number): JsonSchema => {
    const properties: Record<string, JsonSchema> = {
      id: refer('string'),
      extension: { type: 'array', items: refer('Type0') },
    };
    for (let index = 0; index < elements; index += 1) {
      const type = types[(seed * 7 + index * 3) % types.length] ?? 'Type0';
      if (index % 3 === 0) properties[`list${index}`] = { type: 'array', items: refer(type) };
      else if (index % 3 === 1) properties[`element${index}`] = refer(type);
      else
        properties[`value${index}`] = {
          description: 'A value of this element, which is recorded as it was said at the time of the event.',
          ...scalars[index % scalars.length],
        };
    }
    return { type: 'object', properties, additionalProperties: false };
  };
  definitions.string = { type: 'string', pattern: '^[ \\r\\n\\t\\S]+$' };
  for (const [index, name] of types.entries()) definitions[name] = createType(index, 12);
  for (const [index, name] of names.entries()) {
    const type = createType(index, 60);
    const properties = type.properties as Record<string, JsonSchema>;
    properties.resourceType = { const: name };
    properties.contained = { type: 'array', items: refer('ResourceList') };
    for (let part = 0; part < 4; part += 1) {
      definitions[`${name}_Part${part}`] = createType(index + part, 12);
      properties[`part${part}`] = { type: 'array', items: refer(`${name}_Part${part}`) };
    }
    definitions[name] = { ...type, required: ['resourceType'] };
  }
  definitions.ResourceList = { oneOf: names.map((name) => ({ $ref: `#/definitions/${name}` })) };
  return {
    $schema: 'http://json-schema.org/draft-06/schema#',
    id: 'http://hl7.org/fhir/json-schema/4.0',
    type: 'object',
    properties: {
      first_name: { type: 'string', title: 'First name' },
      patient: { $ref: '#/definitions/Resource0' },
      records: { type: 'array', title: 'Records', items: { $ref: '#/definitions/ResourceList' } },
    },
    definitions,
  };
}
