import type { ErrorSchema, JsonValue } from 'schema-form';
import { type FormsAnswer, type FormsRequest, playgroundPaths } from '../../shared/playground.ts';
import { request } from './request.ts';

const headers = { 'content-type': 'application/json' };

/** Asks the server for the forms of documents. Throws ApiError. */
export function makeForms(body: FormsRequest, signal: AbortSignal): Promise<FormsAnswer> {
  return request(playgroundPaths.forms, { method: 'POST', headers, body: JSON.stringify(body), signal });
}

/** What POST /playground/check answers. */
export interface CheckAnswer {
  has_errors: boolean;
  errors: ErrorSchema;
}

/** Has the server validate data. Throws ApiError, with status 422 for an invalid schema. */
export function checkData(schema: JsonValue, data: JsonValue, signal: AbortSignal): Promise<CheckAnswer> {
  const body = JSON.stringify({ schema, data });
  return request(playgroundPaths.check, { method: 'POST', headers, body, signal });
}
