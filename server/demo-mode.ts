import { EnvError } from './env-error.ts';
import type { CustomerStore } from './store/store.ts';

export const demoMobile = '+971501234567';
export const demoId = 'demo';
/** Says in a terminal how to sign in. */
export const demoInvitation = `Demo mode: sign in with ${demoMobile}; the code is printed here and shown on the page.`;

/** The settings that sign customers in; null where one is not set. */
interface SignInEnv {
  smsWebhookUrl: string | null;
  backend: object | null;
  oidc: object | null;
}

/** Returns whether codes are shown instead of sent, because nothing that signs customers in is configured. */
export function isDemo({ smsWebhookUrl, backend, oidc }: SignInEnv): boolean {
  return smsWebhookUrl === null && backend === null && oidc === null;
}

/**
 * Adds the demo customer to an empty database. Demo mode shows one-time codes to anybody, so a database
 * with other customers is refused: it would open every account. Throws EnvError for such a database.
 */
export async function prepareDemoDatabase(customers: CustomerStore): Promise<void> {
  if (await customers.isEmpty()) await addDemoCustomer(customers);
  const demoCustomer = await customers.findByMobile(demoMobile);
  if (demoCustomer?.customer_id === demoId && (await customers.isEmpty(demoId))) return;
  throw new EnvError(
    'SMS_WEBHOOK_URL is required: DATABASE_URL names a database with customers of its own, and demo mode would show their codes to everybody.',
  );
}

async function addDemoCustomer(customers: CustomerStore): Promise<void> {
  const changes = {
    first_name: 'Aisha',
    last_name: 'Al Mansoori',
    email: 'aisha@example.com',
    nationality: 'AE',
    dob: '1990-03-15',
    gender: 'female',
    passport_number: 'N1234567',
    language: 'en',
    address: 'Villa 12, Al Wasl Road\nDubai',
  };
  try {
    await customers.put([{ customer_id: demoId, mobile: demoMobile, changes }]);
  } catch (error) {
    // Another server that starts at the same time may have added the customer first.
    if (await customers.isEmpty()) throw error;
  }
}
