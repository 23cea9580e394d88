import { expect, test } from './fixtures.ts';
import { pageStates } from './page-states.ts';

/** What assistive technology gets of each page: roles, names and states in their order. */
const names = [
  'sign-in',
  'sign-in-errors',
  'code',
  'profile',
  'profile-saved',
  'edit',
  'edit-errors',
  'not-found',
];

for (const { name, logs, open } of pageStates.filter((state) => names.includes(state.name))) {
  test(`the accessibility tree of ${name}`, async ({ page, customer, pageErrors }) => {
    if (logs) pageErrors.expect(logs);
    await open(page, customer);
    await expect(page.locator('body')).toMatchAriaSnapshot({ name: `${name}.aria.yml` });
  });
}
