import { isJsonObject, type JsonSchema, toInternalDialect } from 'schema-form/editor';

/**
 * Creates a reader of the schema in a text that somebody writes. It returns the schema in the internal dialect; while the
 * text can't be read, the schema that was read last; null before that.
 */
export function createSchemaReader(getText: () => string): () => JsonSchema | null {
  let readText: string | null = null;
  let schema: JsonSchema | null = null;
  return () => {
    const text = getText();
    if (text === readText) return schema;
    readText = text;
    try {
      const value: unknown = JSON.parse(text);
      if (isJsonObject(value)) schema = toInternalDialect(value as JsonSchema);
    } catch {
      // It is unfinished, or nested too deep.
    }
    return schema;
  };
}
