import { type DemoCodeAnswer, demoCodePath } from '../../shared/customer-api.ts';
import { pagePaths, type SignInAnswer } from '../../shared/page.ts';
import { ApiError, request } from './request.ts';

/** Returns the address of the sign-in page that leads to a path afterwards. */
export function getSignInAction(next: string, parameters: Record<string, string> = {}): string {
  const query = new URLSearchParams({ ...(next !== pagePaths.profile && { next }), ...parameters });
  return query.size > 0 ? `${pagePaths.signIn}?${query}` : pagePaths.signIn;
}

/**
 * Sends a form of the sign-in page, or with null asks for its state, and returns what the page shows next. Throws
 * ApiError if there is no such answer.
 */
export async function sendSignIn(next: string, fields: Record<string, string> | null): Promise<SignInAnswer> {
  try {
    const form = fields && { method: 'POST', body: new URLSearchParams(fields) };
    return await request<SignInAnswer>(getSignInAction(next), form ?? {});
  } catch (error) {
    // A refused form comes back with its error.
    if (error instanceof ApiError && error.body?.sign_in) return error.body as unknown as SignInAnswer;
    throw error;
  }
}

/** Returns the current sign-in code in demo mode, or null when there is none. Throws ApiError. */
export async function getDemoCode(): Promise<string | null> {
  return (await request<DemoCodeAnswer>(demoCodePath)).code;
}
