import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { builtInCodes } from '../../locales/built-in-languages.ts';
import { apiPaths } from '../../shared/customer-api.ts';
import { createFolder } from '../testing/create-database.ts';
import type { TestAppOptions } from '../testing/create-test-app.ts';
import { TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, layla } from '../testing/test-customers.ts';
import { writeFiles } from '../testing/write-files.ts';

const { mobile } = layla;

/** Returns the message that a customer gets who asks for a code at this address. */
async function getMessage(
  address: string,
  variables: TestAppOptions['variables'] = {},
  headers: Record<string, string> = {},
) {
  const app = await createAppWithCustomers({ variables });
  const { origin } = new URL(variables.PUBLIC_ORIGIN ?? address);
  await new TestBrowser(app, { origin }).postJson(address + apiPaths.login, { mobile }, headers);
  await app.dependencies.signIn.settle();
  const [request] = app.gateway.requests;
  if (!request) throw new Error('No message was sent');
  return request.body;
}

test.each(builtInCodes)('a message names the company in the language "%s"', async (language) => {
  const name = { en: 'Cedar Insurance', ar: 'تأمين الأرز' };
  const folder = createFolder(onTestFinished);
  writeFiles({ 'profile.config.json': { brand: { name } } }, folder);
  const { text, code } = await getMessage(
    'http://localhost:3000',
    { CONFIG: path.join(folder, 'profile.config.json') },
    { 'accept-language': language },
  );
  const company = language === 'ar' ? name.ar : name.en;
  expect(text.split('\n').slice(1)).toEqual([company, '', `@localhost #${code}`]);
});

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
