import { getRequestIdHeaders } from '../request-context.ts';
import type { BackendEnv } from './backend-env.ts';
import type { Caller } from './caller.ts';

/**
 * Returns the headers of every call. `Origin`, `Referer` and the repeated cookie are what backends check against
 * forgery.
 */
export function getHeaders(
  url: string,
  csrf: BackendEnv['csrf'],
  { cookies, language, accessToken, address }: Caller,
): Record<string, string> {
  const { origin } = new URL(url);
  const cookie = cookies.getHeader();
  const repeated = Object.entries(csrf).flatMap(([name, header]) => {
    const value = cookies.get(name);
    return value === null ? [] : [[header, decode(value)]];
  });
  return {
    accept: 'application/json',
    // Against decompression bombs.
    'accept-encoding': 'identity',
    origin,
    referer: `${origin}/`,
    ...(cookie && { cookie }),
    ...(accessToken && { authorization: `Bearer ${accessToken}` }),
    ...(address && { 'x-forwarded-for': address }),
    ...(language && { 'accept-language': language }),
    ...Object.fromEntries(repeated),
    ...getRequestIdHeaders(),
  };
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
