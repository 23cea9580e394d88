import { addError, type ErrorSchema, isJsonObject, type JsonValue, mostErrors } from 'schema-form/server';

/** Characters of one text, and keys on the way to it. */
const longestText = 500;
const deepestPath = 64;

/** The names under which frameworks report errors that belong to no field. */
const wholeForm = new Set(['non_field_errors', '__all__', '_schema', '']);

/**
 * Reads the errors of a backend: an ErrorSchema (`{email: {__errors: […]}}`), texts by field (`{email: […]}`), or
 * problem details (RFC 9457) with `errors` or `invalid-params`. `isRefusal`: the status says that the values are wrong.
 * Returns `{}` when there are none that it can read.
 */
export function readErrors(answer: JsonValue | undefined, isRefusal: boolean): ErrorSchema {
  const errors: ErrorSchema = {};
  let count = 0;
  const add = (path: readonly string[], text: string) => {
    count += 1;
    if (count <= mostErrors && text.trim() !== '') addError(errors, path, text.slice(0, longestText));
  };
  const walk = (value: JsonValue | undefined, path: readonly string[]): void => {
    if (path.length > deepestPath || count > mostErrors) return;
    if (typeof value === 'string') add(path, value);
    else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        // A list of texts is about the field itself, a list of objects about its entries.
        if (isJsonObject(item)) walk(item, [...path, String(index)]);
        else walk(item, path);
      }
    } else if (isJsonObject(value)) {
      for (const [key, child] of Object.entries(value)) {
        const isOwn = (key === '__errors' && Array.isArray(child)) || wholeForm.has(key);
        walk(child, isOwn ? path : [...path, key]);
      }
    }
  };
  const details = readProblemDetails(answer);
  if (details) for (const { path, text } of details) add(path, text);
  else walk(unwrap(answer, isRefusal), []);
  return errors;
}

/** Returns the text of an answer that reports no field; null without one. */
export function readErrorText(answer: JsonValue | undefined): string | null {
  if (!isJsonObject(answer)) return null;
  const { error_message: message, detail, title, message: other } = answer;
  const text = [message, detail, other, title].find((item) => typeof item === 'string' && item.trim() !== '');
  return typeof text === 'string' ? text.slice(0, longestText) : null;
}

/** The keys of an answer that are about the request as a whole, where their values are no lists. */
const messages = new Set([
  'error_message',
  'detail',
  'title',
  'message',
  'error',
  'code',
  'type',
  'status',
  'instance',
]);

/**
 * Returns the errors inside of a form or of an envelope; without either, a refusal is the errors by field themselves.
 */
function unwrap(answer: JsonValue | undefined, isRefusal: boolean): JsonValue | undefined {
  if (!isJsonObject(answer)) return undefined;
  const form = isJsonObject(answer.form) ? answer.form : answer;
  const inside = form.errors ?? form.errorSchema;
  if (inside !== undefined || !isRefusal || form !== answer) return inside;
  const fields = Object.entries(answer).filter(
    ([key, value]) => !messages.has(key) || (typeof value === 'object' && value !== null),
  );
  return Object.fromEntries(fields);
}

interface Detail {
  path: string[];
  text: string;
}

/**
 * Returns the errors of problem details: `errors` of RFC 9457 (3.), or `invalid-params` of RFC 7807; null in other
 * formats.
 */
function readProblemDetails(answer: JsonValue | undefined): Detail[] | null {
  if (!isJsonObject(answer)) return null;
  const list = answer.errors ?? answer['invalid-params'] ?? answer.invalid_params;
  if (!Array.isArray(list)) return null;
  return list.filter(isJsonObject).flatMap(({ pointer, name, field, detail, reason, message, title }) => {
    const text = [detail, reason, message, title].find((item) => typeof item === 'string');
    if (typeof text !== 'string') return [];
    if (typeof pointer === 'string') return [{ path: readPointer(pointer), text }];
    const named = [name, field].find((item) => typeof item === 'string');
    return [{ path: typeof named === 'string' ? readName(named) : [], text }];
  });
}

/** Returns the path of a JSON pointer, with or without the `#` of a fragment (RFC 6901). */
function readPointer(pointer: string): string[] {
  const [, inside = ''] = /^#?(\/.*)$/s.exec(pointer.slice(0, 2000)) ?? [];
  const tokens = inside.split('/').slice(1, deepestPath);
  return tokens.map((token) => decodeToken(token).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function decodeToken(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}

/** Returns the path of a name such as `home.city` or `phones[0].number`. */
function readName(name: string): string[] {
  return name
    .slice(0, 2000)
    .split(/[.[\]]+/)
    .filter((key) => key !== '')
    .slice(0, deepestPath);
}
