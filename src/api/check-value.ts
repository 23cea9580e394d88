import { request } from './request.ts';

/**
 * Asks an address of our own origin about a value; gives what is wrong with it, in the page's
 * language, or null. Throws ApiError.
 */
export async function checkValue(
  address: string,
  value: string,
  signal: AbortSignal,
): Promise<string | null> {
  const url = new URL(address, window.location.origin);
  // What a customer types is nobody else's business; the CSP would stop it too.
  if (url.origin !== window.location.origin) return null;
  url.searchParams.set('value', value);
  const { body } = await request<{ error?: unknown } | null>(url.pathname + url.search, {
    headers: { 'accept-language': document.documentElement.lang },
    signal,
  });
  return typeof body?.error === 'string' && body.error !== '' ? body.error : null;
}
