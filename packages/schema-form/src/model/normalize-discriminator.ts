import { isJsonObject, type JsonSchema } from './json-schema.ts';

/**
 * Maps the values of an OpenAPI discriminator to branch indexes. OpenAPI maps them to references, which change when a
 * schema is normalized.
 */
export function normalizeDiscriminator(result: JsonSchema, keyword: string): void {
  const { discriminator } = result;
  const branches: unknown = result[keyword];
  if (!isJsonObject(discriminator) || !Array.isArray(branches)) return;
  const given = isJsonObject(discriminator.mapping) ? discriminator.mapping : {};
  const mapping = branches
    .filter((branch) => branch !== false)
    .flatMap((branch, position): [string, number][] => {
      const reference = isJsonObject(branch) && typeof branch.$ref === 'string' ? branch.$ref : null;
      if (reference === null) return [];
      const own = getLastName(reference);
      // Only the last segments are compared, because the mapping may name another document as its author
      // wrote it.
      const names = Object.keys(given).filter((name) => getLastName(given[name]) === own);
      return (names.length > 0 ? names : [own]).map((name) => [name, position]);
    });
  if (mapping.length > 0) {
    result.discriminator = { ...discriminator, mapping: Object.fromEntries(mapping) };
  }
}

function getLastName(reference: unknown): string {
  return String(reference).replace(/^.*[/#]/, '');
}
