import { type FileError, type FileRules, findFileError } from 'schema-form/server';
import { getFileType } from './file-type.ts';

/** Returns the type of a file by its content, `''` for a damaged file, and why a field with these rules refuses it. */
export function inspectFile(
  rules: FileRules,
  name: string,
  declared: string,
  content: Uint8Array,
): { type: string; error: FileError | null } {
  const type = getFileType(name, declared, content);
  const isDamaged = type === null && content.length > 0;
  const facts = { name, type: type ?? '', size: content.length };
  return { type: facts.type, error: isDamaged ? 'damaged' : findFileError(rules, facts) };
}
