import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import { filesPath } from 'schema-form/server';
import { projectFolder } from '../project-folder.ts';

interface DescribedHeader {
  required?: boolean;
}

interface DescribedResponse {
  headers?: Record<string, DescribedHeader>;
  content?: object;
}

type Operations = Record<string, { responses: Record<string, unknown> } | undefined>;

interface Description {
  paths: Record<string, Operations | undefined>;
}

const text = readFileSync(path.join(projectFolder, 'shared/openapi.json'), 'utf8');
const description = JSON.parse(text) as Description;
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema(description, 'openapi');
const validators = new Map<string, ValidateFunction>();

/** Throws if an answer of the API is not what `shared/openapi.json` says about its path, method and status. */
export async function checkAnswer(
  input: string | Request | URL,
  init: RequestInit | undefined,
  response: Response,
): Promise<void> {
  const { pathname } = new URL(input instanceof Request ? input.url : input, 'http://localhost');
  if (!pathname.startsWith('/api/v3/') && pathname.replace(/\/$/, '') !== filesPath) return;
  // Nobody reads the answer to a client that is gone.
  if (response.status === 499) return;
  const method = ((input instanceof Request ? input.method : init?.method) ?? 'GET').toUpperCase();
  const what = `${method} ${pathname}: ${response.status}`;
  const pointer = findPointer(pathname, method === 'HEAD' ? 'get' : method.toLowerCase(), response.status);
  if (pointer === null) throw new Error(`${what} is not described`);
  const described = resolve<DescribedResponse>(pointer);
  for (const name of Object.keys(described.value.headers ?? {})) {
    const header = resolve<DescribedHeader>(`${described.pointer}/headers/${name}`);
    const value = response.headers.get(name);
    if (value !== null) check(`${header.pointer}/schema`, value, `${what}, header ${name}`);
    else if (header.value.required) throw new Error(`${what} lacks the header ${name}`);
  }
  const body = method === 'HEAD' ? null : await readText(response.clone());
  if (!described.value.content) {
    if (body) throw new Error(`${what} has a body`);
  } else if (body !== null) {
    const type = response.headers.get('content-type') ?? '';
    if (!type.startsWith('application/json')) throw new Error(`${what} is ${type}`);
    check(`${described.pointer}/content/application~1json/schema`, JSON.parse(body), what);
  }
}

async function readText({ headers, body }: Response): Promise<string> {
  const isCompressed = headers.get('content-encoding') === 'gzip';
  return new Response(isCompressed && body ? body.pipeThrough(new DecompressionStream('gzip')) : body).text();
}

/** Returns the JSON pointer of the description of an answer; null if it is not described. */
function findPointer(pathname: string, method: string, status: number): string | null {
  const trimmed = pathname.replace(/\/$/, '');
  const name = [trimmed, `${trimmed}/`].find((key) => description.paths[key]);
  if (name === undefined) return status === 404 ? '/components/responses/NotFound' : null;
  const operation = description.paths[name]?.[method];
  if (operation?.responses[status]) {
    return `/paths/${name.replaceAll('/', '~1')}/${method}/responses/${status}`;
  }
  // With another backend some paths do not exist.
  if (status === 404) return '/components/responses/NotFound';
  if (operation) return null;
  if (status === 405) return '/components/responses/MethodNotAllowed';
  // A body that announces too much is refused before its method is looked at.
  if (status === 413) return '/components/responses/TooLarge';
  return status === 403 ? '/components/responses/Foreign' : null;
}

/** Returns the part of the document at a pointer, or the part that it refers to. */
function resolve<Part>(pointer: string): { pointer: string; value: Part } {
  let part: unknown = description;
  for (const key of pointer.split('/').slice(1)) {
    part = (part as Record<string, unknown>)[key.replaceAll('~1', '/')];
  }
  const { $ref } = part as { $ref?: string };
  return $ref === undefined ? { pointer, value: part as Part } : resolve($ref.slice(1));
}

function check(pointer: string, value: unknown, what: string): void {
  const validate = validators.get(pointer) ?? ajv.compile({ $ref: `openapi#${pointer}` });
  validators.set(pointer, validate);
  if (!validate(value)) throw new Error(`${what} is not as described: ${ajv.errorsText(validate.errors)}`);
}
