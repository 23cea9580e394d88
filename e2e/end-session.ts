import { expect, type Page } from '@playwright/test';
import { apiPaths } from '../shared/customer-api.ts';

/** Ends the session on the server, as signing out on all devices elsewhere does. The browser keeps its cookie. */
export async function endSession(page: Page): Promise<void> {
  const [session] = (await page.context().cookies()).filter(({ name }) => name === 'session');
  const answer = await fetch(new URL(apiPaths.logout, page.url()), {
    method: 'POST',
    headers: { cookie: `session=${session?.value}`, origin: new URL(page.url()).origin },
  });
  expect(answer.status).toBe(204);
}
