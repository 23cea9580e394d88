import { expect, test } from './fixtures.ts';
import { findOverflow, findViolations } from './page-checks.ts';
import { pageStates } from './page-states.ts';

// languages.spec.ts visits a few pages in each of the other languages.
for (const language of ['en', 'ar'] as const) {
  test.describe(language, () => {
    test.use({ language });

    for (const { name, logs, open } of pageStates) {
      test(`${name}: axe finds no violations, and the page fits into 320 px`, async ({
        page,
        customer,
        pageErrors,
      }) => {
        if (logs) pageErrors.expect(logs);
        await open(page, customer);
        expect.soft(await findViolations(page)).toEqual([]);
        expect.soft(await findOverflow(page)).toEqual([]);
      });
    }
  });
}
