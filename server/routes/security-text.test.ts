import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { createTestApp } from '../testing/create-test-app.ts';
import { TestBrowser } from '../testing/test-browser.ts';
import { writeFiles } from '../testing/write-files.ts';

const address = '/.well-known/security.txt';
const security = {
  contact: ['mailto:security@example.com', 'https://example.com/report'],
  expires: '2100-02-28',
};

function writeConfig(content: object): string {
  return path.join(writeFiles({ 'profile.config.json': { security: content } }), 'profile.config.json');
}

async function open(content: object, variables: Record<string, string> = {}) {
  const app = await createTestApp({ variables: { CONFIG: writeConfig(content), ...variables } });
  return { app, browser: new TestBrowser(app) };
}

afterEach(() => {
  vi.useRealTimers();
});

test('security.txt has what the configuration says, and its own address', async () => {
  const more = {
    policy: 'https://example.com/policy',
    encryption: 'https://example.com/key.asc',
    acknowledgments: 'https://example.com/thanks',
    languages: ['en', 'ar'],
  };
  const { browser } = await open({ ...security, ...more }, { PUBLIC_ORIGIN: 'https://profile.example' });
  const response = await browser.get(address);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; charset=UTF-8']);
  expect(await response.text()).toBe(
    [
      'Contact: mailto:security@example.com',
      'Contact: https://example.com/report',
      'Expires: 2100-02-28T00:00:00.000Z',
      'Policy: https://example.com/policy',
      'Encryption: https://example.com/key.asc',
      'Acknowledgments: https://example.com/thanks',
      'Preferred-Languages: en, ar',
      'Canonical: https://profile.example/.well-known/security.txt\n',
    ].join('\n'),
  );
  expect((await browser.postJson(address, {})).headers.get('allow')).toBe('GET, HEAD');
});

test('security.txt is not served without a contact, and not once it has expired', async () => {
  expect((await new TestBrowser(await createTestApp()).get(address)).status).toBe(404);
  const { app, browser } = await open(security);
  expect(await (await browser.get(address)).text()).not.toContain('Canonical');
  expect(app.logs.join('')).not.toContain('expires soon');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2100-02-28') });
  expect((await browser.get(address)).status).toBe(404);
  vi.useRealTimers();
  const old = await open({ ...security, expires: '2026-01-31T12:00:00Z' });
  expect((await old.browser.get(address)).status).toBe(404);
  expect(old.app.logs.join('')).toContain('security.txt expires soon');
});

test('the start refuses what is no security.txt', async () => {
  const start = (content: object) => createTestApp({ variables: { CONFIG: writeConfig(content) } });
  const problems: [object, string][] = [
    [{ contact: security.contact }, '/security'],
    [{ ...security, contact: [] }, '/security/contact'],
    [{ ...security, contact: ['http://example.com'] }, '/security/contact/0'],
    [
      { ...security, contact: ['mailto:a@example.com\nContact: mailto:b@example.com'] },
      '/security/contact/0',
    ],
    [{ ...security, expires: '2100-02-31' }, '/security/expires'],
    [{ ...security, expires: 'soon' }, '/security/expires'],
    [{ ...security, policy: 'http://example.com' }, '/security/policy'],
    [{ ...security, languages: ['english'] }, '/security/languages/0'],
  ];
  for (const [content, pointer] of problems) {
    await expect(start(content)).rejects.toThrow(`CONFIG has an error at ${pointer}:`);
  }
});
