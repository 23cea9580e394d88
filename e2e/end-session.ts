import { type BrowserContext, expect, type Page } from '@playwright/test';
import { apiPaths } from '../shared/customer-api.ts';

/** The cookie of the application's own sessions, or of those of the reference backend. */
const sessionCookie = /^(backend_)?session$/;

/** Ends the session on the server, as signing out on all devices elsewhere does. The browser keeps its cookie. */
export async function endSessionElsewhere(page: Page): Promise<void> {
  const cookies = await page.context().cookies();
  const answer = await fetch(new URL(apiPaths.logout, page.url()), {
    method: 'POST',
    headers: {
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      origin: new URL(page.url()).origin,
    },
  });
  expect(answer.status).toBe(204);
}

/** Removes the cookie of the session, as a browser does that is closed. */
export async function forgetSession(context: BrowserContext): Promise<void> {
  await context.clearCookies({ name: sessionCookie });
}

/** Returns whether the browser has the cookie of a session. */
export async function hasSession(context: BrowserContext): Promise<boolean> {
  return (await context.cookies()).some(({ name }) => sessionCookie.test(name));
}
