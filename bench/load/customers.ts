import { hashToken } from '../../server/domain/secrets.ts';
import { createStore } from '../../server/store/create-store.ts';
import type { SignedInClient } from './traffic.ts';

const signedInCustomers = 1000;
const chunk = 5000;

/** Creates a database with this many customers. A thousand of them, spread evenly, are signed in. */
export async function createCustomers(databaseUrl: string, count: number): Promise<SignedInClient[]> {
  const store = await createStore(databaseUrl, () => {});
  const createdAt = Date.now();
  const distance = count / signedInCustomers;
  const signedIn: SignedInClient[] = [];
  for (let start = 0; start < count; start += chunk) {
    const customers = Array.from({ length: Math.min(chunk, count - start) }, (_, index) =>
      createBenchCustomer(start + index),
    );
    await store.customers.put(customers);
    for (const customer of customers.filter((_, index) => (start + index) % distance === 0)) {
      const token = customer.customer_id.padStart(43, 'A');
      const tokenHash = hashToken(token);
      await store.sessions.add(customer, {
        tokenHash,
        createdAt,
        expiresAt: createdAt + 3_600_000,
        isKept: false,
      });
      signedIn.push({ cookie: `session=${token}` });
    }
  }
  await store.close();
  return signedIn;
}

export function createBenchCustomer(index: number) {
  return {
    customer_id: `load-${index}`,
    mobile: `+97150${String(1_000_000 + index)}`,
    changes: {
      first_name: `Layla ${index}`,
      last_name: 'Haddad',
      email: `layla.${index}@example.com`,
      nationality: 'LB',
      dob: '1988-02-29',
      gender: 'female',
      passport_number: `LR${1_000_000 + index}`,
      nation_id_number: `784-1988-${1_000_000 + index}-0`,
      language: 'en',
      address: 'Corniche Road, Abu Dhabi',
    },
  };
}
