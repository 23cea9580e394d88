import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
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

interface AnswerCheckOptions {
  /** The description (OpenAPI), in the folder of the project. */
  file: string;
  /** Whether the description covers a path. */
  covers(pathname: string): boolean;
  /** The responses that any path may have, by status. */
  general: Record<number, string>;
}

/** Throws if an answer is not what the description says about its path, method and status. */
type AnswerCheck = (
  input: string | Request | URL,
  init: RequestInit | undefined,
  response: Response,
) => Promise<void>;

/** Checks answers of the Customer API. */
export const checkAnswer = createAnswerCheck({
  file: 'shared/openapi.json',
  covers: (pathname) => pathname.startsWith('/api/v3/') || pathname.replace(/\/$/, '') === filesPath,
  // A body that announces too much is refused before its method is looked at.
  general: { 403: 'Foreign', 404: 'NotFound', 405: 'MethodNotAllowed', 413: 'TooLarge' },
});

/** Checks answers of the admin API. */
export const checkAdminAnswer = createAnswerCheck({
  file: 'shared/admin-openapi.json',
  covers: () => true,
  general: { 401: 'NotAuthenticated', 404: 'NotFound', 405: 'MethodNotAllowed' },
});

function createAnswerCheck({ file, covers, general }: AnswerCheckOptions): AnswerCheck {
  const description = JSON.parse(readFileSync(path.join(projectFolder, file), 'utf8')) as Description;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(description, 'openapi');
  const validators = new Map<string, ValidateFunction>();
  // A parameter is one segment of a path.
  const patterns = Object.keys(description.paths).map((name) => ({
    name,
    pattern: new RegExp(`^${name.replace(/\/$/, '').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`),
  }));

  /** Returns the JSON pointer of the description of an answer; null if it is not described. */
  const findPointer = (pathname: string, method: string, status: number): string | null => {
    const { name = '' } = patterns.find(({ pattern }) => pattern.test(pathname)) ?? {};
    const operation = description.paths[name]?.[method];
    if (operation?.responses[status]) {
      return `/paths/${name.replaceAll('/', '~1')}/${method}/responses/${status}`;
    }
    // With another backend some paths do not exist.
    if (operation && status !== 404) return null;
    const response = general[status];
    return response === undefined ? null : `/components/responses/${response}`;
  };

  /** Returns the part of the document at a pointer, or the part that it refers to. */
  const resolve = <Part>(pointer: string): { pointer: string; value: Part } => {
    let part: unknown = description;
    for (const key of pointer.split('/').slice(1)) {
      part = (part as Record<string, unknown>)[key.replaceAll('~1', '/')];
    }
    const { $ref } = part as { $ref?: string };
    return $ref === undefined ? { pointer, value: part as Part } : resolve($ref.slice(1));
  };

  const check = (pointer: string, value: unknown, what: string): void => {
    const validate = validators.get(pointer) ?? ajv.compile({ $ref: `openapi#${encodeURI(pointer)}` });
    validators.set(pointer, validate);
    if (!validate(value)) throw new Error(`${what} is not as described: ${ajv.errorsText(validate.errors)}`);
  };

  return async (input, init, response) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, 'http://localhost');
    // Nobody reads the answer to a client that is gone.
    if (!covers(pathname) || response.status === 499) return;
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
  };
}

async function readText({ headers, body }: Response): Promise<string> {
  const isCompressed = headers.get('content-encoding') === 'gzip';
  return new Response(isCompressed && body ? body.pipeThrough(new DecompressionStream('gzip')) : body).text();
}
