import { expect, test } from 'vitest';
import { readJson, requestCode, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, createSignedIn, layla } from '../testing/test-customers.ts';

const { mobile } = layla;

const foreignAddresses = ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'];

test.each(foreignAddresses)('signing in leads nobody to %s', async (next) => {
  const app = await createAppWithCustomers();
  const browser = new TestBrowser(app);
  const address = `/sign-in?next=${encodeURIComponent(next)}`;
  await browser.postForm(address, { mobile });
  // Requests the page as script does.
  const code = await requestCode(app, browser, mobile);
  const answer = await browser.postForm(address, { mobile, code }, { accept: 'application/json' });
  expect(await readJson(answer)).toMatchObject({ next: '/' });
});

test('a customer who is already signed in is led to no other site', async () => {
  const { browser } = await createSignedIn();
  for (const next of foreignAddresses) {
    const answer = await browser.get(`/sign-in?next=${encodeURIComponent(next)}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
  }
});
