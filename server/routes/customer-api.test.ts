import { expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { createSignedIn, layla } from '../testing/test-customers.ts';

test('a customer reads the twelve keys, in their order', async () => {
  const { browser } = await createSignedIn();
  const response = await browser.get(apiPaths.customer);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(JSON.stringify(layla));
});
