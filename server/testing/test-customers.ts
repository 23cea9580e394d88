import type { CustomerToPut } from '../store/store.ts';
import { createTestApp, type TestApp, type TestAppOptions } from './create-test-app.ts';
import { signIn, type TestBrowser } from './test-browser.ts';

/** A customer of whom everything is known. */
export const layla = {
  customer_id: 'c-layla',
  first_name: 'Layla',
  last_name: 'Haddad',
  mobile: '+971501112233',
  email: 'layla.haddad@example.com',
  nationality: 'LB',
  dob: '1988-02-29',
  gender: 'female',
  passport_number: 'LR7654321',
  nation_id_number: '784-1988-7654321-0',
  language: 'en',
  address: 'Flat 7, Corniche Road\nAbu Dhabi',
} as const;

/** A customer of whom nothing but the number is known. */
export const omar = { customer_id: 'c-omar', mobile: '+971504445566' } as const;

function toPut({ customer_id, mobile, ...changes }: typeof layla | typeof omar): CustomerToPut {
  return { customer_id, mobile, changes };
}

/** An app with both customers in its database. */
export async function createAppWithCustomers(options?: TestAppOptions): Promise<TestApp> {
  const app = await createTestApp(options);
  await app.dependencies.store.customers.put([toPut(layla), toPut(omar)]);
  return app;
}

/** The same, and a browser in which one of them has signed in. */
export async function createSignedIn(
  customer: { mobile: string } = layla,
  options?: TestAppOptions,
): Promise<{ app: TestApp; browser: TestBrowser }> {
  const app = await createAppWithCustomers(options);
  return { app, browser: await signIn(app, customer.mobile) };
}
