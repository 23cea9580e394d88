import { getRequestIdHeaders } from '../request-context.ts';
import type { BackendEnv } from './backend-env.ts';
import type { Caller } from './caller.ts';

/**
 * Returns the headers of every call. `Origin`, `Referer` and the repeated cookie are what backends check against
 * forgery.
 */
export function getHeaders(url: string, csrf: BackendEnv['csrf'], caller: Caller): Record<string, string> {
  const { origin } = new URL(url);
  const { language, address } = caller;
  return {
    accept: 'application/json',
    // Against decompression bombs.
    'accept-encoding': 'identity',
    origin,
    referer: `${origin}/`,
    ...getCredentialHeaders(csrf, caller),
    ...(address && { 'x-forwarded-for': address }),
    ...(language && { 'accept-language': language }),
    ...getRequestIdHeaders(),
  };
}

function getCredentialHeaders(csrf: BackendEnv['csrf'], caller: Caller): Record<string, string> {
  if (caller.kind === 'token') return { authorization: `Bearer ${caller.accessToken}` };
  const { cookies } = caller;
  const cookie = cookies.getHeader();
  const repeated = Object.entries(csrf).flatMap(([name, header]) => {
    const value = cookies.get(name);
    return value === null ? [] : [[header, decode(value)]];
  });
  return { ...(cookie && { cookie }), ...Object.fromEntries(repeated) };
}

function decode(value: string): string {
  try {
    const decoded = decodeURIComponent(value);
    // A header has no line breaks (header injection).
    return /^[\x20-\x7e]*$/.test(decoded) ? decoded : value;
  } catch {
    return value;
  }
}
