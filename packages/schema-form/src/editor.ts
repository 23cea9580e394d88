/** The entry point for editors of form definitions: the names that one can write, and a validator without compiled code. */
export { createInterpreter } from './editor/create-interpreter.ts';
export { formatNames } from './editor/known-formats.ts';
export { getMetaschema } from './editor/metaschema.ts';
export { getItemSchemas, getPropertySchemas } from './model/applicable-schemas.ts';
export { widgetNames } from './model/control-names.ts';
export { toInternalDialect } from './model/dialects.ts';
export { parsePointer } from './model/json-pointer.ts';
export { isJsonObject, type JsonSchema, type JsonValue } from './model/json-schema.ts';
export { getRootSchemas } from './model/root-schemas.ts';
export { boundPatterns } from './patterns/bounded-patterns.ts';
export { optionNames } from './server/ui-names.ts';
