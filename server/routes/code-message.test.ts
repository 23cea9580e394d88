import { describe, expect, test, vi } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import type { TestAppOptions } from '../testing/create-test-app.ts';
import { TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, layla } from '../testing/test-customers.ts';

const { mobile } = layla;

/** Returns the message that a customer gets who asks for a code at this address. */
async function getMessage(address: string, variables: TestAppOptions['variables'] = {}) {
  const app = await createAppWithCustomers({ variables });
  const { origin } = new URL(variables.PUBLIC_ORIGIN ?? address);
  await new TestBrowser(app, { origin }).postJson(address + apiPaths.login, { mobile });
  await app.dependencies.signIn.settle();
  const [request] = app.gateway.requests;
  if (!request) throw new Error('No message was sent');
  return request.body;
}

describe('the last line of a message', () => {
  test('binds the code to the host of PUBLIC_ORIGIN, so that phones fill it in there alone', async () => {
    const { text, code } = await getMessage('http://127.0.0.1:3000', {
      PUBLIC_ORIGIN: 'https://profile.example',
    });
    expect(text).toMatch(/^\d{6} is your code to sign in\./);
    expect(text.endsWith(`\n\n@profile.example #${code}`)).toBe(true);
  });

  test('names no host that the client invents', async () => {
    const { text } = await getMessage('http://evil.example', { PUBLIC_ORIGIN: 'https://profile.example' });
    expect(text).not.toContain('evil');
  });

  test('is of the host of the request without PUBLIC_ORIGIN', async () => {
    const { text, code } = await getMessage('http://localhost:3000');
    expect(text.endsWith(`\n\n@localhost #${code}`)).toBe(true);
  });

  test.each(['http://127.0.0.1:3000', 'http://[::1]:3000'])('is missing at %s', async (address) => {
    expect((await getMessage(address)).text).not.toContain('@');
  });
});

test.each([mobile, '+971509876543'])(
  'the answer does not wait until it is known whose number it is: %s',
  async (number) => {
    const app = await createAppWithCustomers();
    const find = vi.spyOn(app.dependencies.store.customers, 'findByMobile');
    const response = await new TestBrowser(app).postJson(apiPaths.login, { mobile: number });
    expect([response.status, find.mock.calls.length]).toEqual([200, 0]);
    await app.dependencies.signIn.settle();
    expect(find).toHaveBeenCalledTimes(1);
  },
);
