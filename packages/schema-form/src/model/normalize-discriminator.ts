import { getBranchNames } from './discriminators.ts';
import { isJsonObject, type JsonSchema } from './json-schema.ts';

/**
 * Maps the values of an OpenAPI discriminator to branch indexes. OpenAPI maps them to references, which change when a
 * schema is normalized.
 */
export function normalizeDiscriminator(result: JsonSchema, keyword: string): void {
  const { discriminator } = result;
  const branches: unknown = result[keyword];
  if (!isJsonObject(discriminator) || !Array.isArray(branches)) return;
  const mapping = getBranchNames(
    result,
    branches.filter((branch) => branch !== false),
  );
  if (mapping.length > 0) {
    result.discriminator = { ...discriminator, mapping: Object.fromEntries(mapping) };
  }
}
