import createClient from 'openapi-fetch';
import type { paths } from '../../shared/openapi-types.ts';
import { ApiError, fetchInTime, toApiError } from './request.ts';

/** Calls the API with the paths and the types of its description, `shared/openapi.json`. */
export const client = createClient<paths>({ fetch: fetchInTime, headers: { accept: 'application/json' } });

/** The answer of a call, whatever its status. A successful one has `data`. */
interface CallAnswer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** Waits for the answer of a call, whatever its status. Throws ApiError if none arrives or it has no JSON. */
export async function getAnswer<Data, Answer extends CallAnswer<Data>>(
  call: Promise<Answer>,
): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    // A successful response without JSON comes from a proxy, such as the sign-in page of a public network.
    throw error instanceof ApiError ? error : new ApiError(0);
  }
}

/** Returns the data of a successful answer. Throws ApiError for any other answer. */
export function getData<Data>({ data, error, response }: CallAnswer<Data>): Data {
  if (!response.ok) throw toApiError(response, error);
  if (data === undefined) throw new ApiError(0);
  return data;
}
