import type { Admin } from './dependencies.ts';
import type { Env } from './env.ts';
import { type AdminCustomersOptions, createAdminCustomers } from './services/admin-customers.ts';
import type { Audit } from './services/audit.ts';

interface AdminServices extends Omit<AdminCustomersOptions, 'defaultCountry'> {
  audit: Audit;
  takesRefusal(address: string): Promise<boolean>;
}

/** Creates what the admin port serves; null where there is none. */
export function createAdmin(env: Env, services: AdminServices): Admin | null {
  const { audit, takesRefusal } = services;
  const { defaultCountry } = env;
  return (
    env.admin && {
      key: env.admin.key,
      customers: env.backend ? null : createAdminCustomers({ ...services, defaultCountry }),
      async onRefusal(address) {
        if (await takesRefusal(address)) void audit.record({ action: 'admin-refused', actor: 'visitor' });
      },
    }
  );
}
