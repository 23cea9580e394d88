import type { CustomerToPut } from '../store/store.ts';
import { createTestApp, type TestApp, type TestAppOptions } from './create-test-app.ts';
import { signIn, type TestBrowser } from './test-browser.ts';

/** A customer with all values. */
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

/** A customer with no values but the mobile number. */
export const omar = { customer_id: 'c-omar', mobile: '+971504445566' } as const;

function toPut({ customer_id, mobile, ...changes }: typeof layla | typeof omar): CustomerToPut {
  return { customer_id, mobile, changes };
}

/** Creates an app with both customers in its database. */
export async function createAppWithCustomers(options?: TestAppOptions): Promise<TestApp> {
  const app = await createTestApp(options);
  await app.dependencies.store.customers.put([toPut(layla), toPut(omar)]);
  return app;
}

/** Creates such an app, and a browser in which one of the customers is signed in. */
export async function createSignedIn(
  customer: { mobile: string } = layla,
  options?: TestAppOptions,
): Promise<{ app: TestApp; browser: TestBrowser }> {
  const app = await createAppWithCustomers(options);
  return { app, browser: await signIn(app, customer.mobile) };
}
