import { request } from './request.ts';

/**
 * Asks an address of the page's own origin to validate a value. Returns an error message in the page's
 * language, or null when the value is valid. Throws ApiError.
 */
export async function checkValue(
  address: string,
  value: string,
  signal: AbortSignal,
): Promise<string | null> {
  const url = new URL(address, window.location.origin);
  // Against leaks: a value that a customer types never leaves this origin. The CSP blocks that too.
  if (url.origin !== window.location.origin) return null;
  url.searchParams.set('value', value);
  const body = await request<{ error?: unknown } | null>(url.pathname + url.search, {
    headers: { 'accept-language': document.documentElement.lang },
    signal,
  });
  return typeof body?.error === 'string' && body.error !== '' ? body.error : null;
}
