import { getRequestIdHeaders } from '../request-context.ts';
import type { Caller } from './caller.ts';

/** The cookies of common frameworks that a request repeats in a header, against cross-site request forgery. */
const doubleSubmitted = {
  csrftoken: 'x-csrftoken',
  'XSRF-TOKEN': 'x-xsrf-token',
  csrf_token: 'x-csrf-token',
  _csrf: 'x-csrf-token',
} as const;

/** The headers of every call. `Origin`, `Referer` and the repeated cookie are what backends check against forgery. */
export function getHeaders(url: string, { cookies, language }: Caller): Record<string, string> {
  const { origin } = new URL(url);
  const cookie = cookies.getHeader();
  const repeated = Object.entries(doubleSubmitted).flatMap(([name, header]) => {
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
