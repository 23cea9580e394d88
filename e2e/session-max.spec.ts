import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';

test.use({ variables: { SESSION_MAX: '110s' } });

test('the page says when a session can’t be made longer', async ({ page, signIn }) => {
  await signIn(page);
  await page.goto('/');
  await waitForHydration(page);
  const warning = page.getByRole('region', { name: 'Your session' });
  await warning.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(warning).toContainText('This session can’t be made longer.');
});
