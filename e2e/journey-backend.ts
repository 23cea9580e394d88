/**
 * The reference backend with the customers and the form of the page journeys. `PROFILE_FORM` names another form, and
 * `GATEWAY` receives the codes. It prints its address. It runs in a process of its own, with the sources of schema-form.
 */
import type { AddressInfo } from 'node:net';
import type { JsonObject } from 'schema-form/server';
import { createBackend } from '../examples/backend/create-backend.ts';
import type { CustomerForm } from '../examples/backend/customer-form.ts';
import { builtInCodes } from '../locales/built-in-languages.ts';
import { createSite } from '../server/create-site.ts';
import { loadFormDefinition } from '../server/services/form-definition.ts';
import { createProfileForms } from '../server/services/profile-forms.ts';
import { listCustomers } from './customer-database.ts';

const { PROFILE_FORM, GATEWAY = '' } = process.env;

const backend = createBackend({ form: createJourneyForm(), resendIn: 0, sendCode });
for (const { mobile, ...customer } of listCustomers()) {
  backend.data.set(`c${mobile}`, { mobile, ...customer });
}
backend.server.listen(0, 'localhost', () => {
  const { port } = backend.server.address() as AddressInfo;
  process.stdout.write(`The backend is at http://localhost:${port}\n`);
});

/** Returns the form that the page would have without a backend. */
function createJourneyForm(): CustomerForm {
  const site = createSite({ config: {}, localesFolder: null, defaultLanguage: null });
  const forms = createProfileForms(loadFormDefinition(PROFILE_FORM ?? null, site), site);
  return {
    languages: builtInCodes,
    create(language) {
      const { schema, ui_schema } = forms.get(language);
      return {
        schema: { ...schema, properties: (schema.properties ?? {}) as Record<string, object> },
        ui_schema,
      };
    },
    validate(customer, changes) {
      const merged = Object.entries({ ...customer, ...changes }).filter(([, value]) => value !== null);
      const { validate } = forms.get(String(customer.language));
      if (validate(Object.fromEntries(merged) as JsonObject)) return {};
      const paths = (validate.errors ?? []).map(({ instancePath }) => instancePath.split('/')[1] ?? '');
      return Object.fromEntries(paths.map((key) => [key, [`${key}: the backend refuses this`]]));
    },
  };
}

function sendCode(to: string, code: string): void {
  void fetch(GATEWAY, { method: 'POST', body: JSON.stringify({ to, code }) });
}
