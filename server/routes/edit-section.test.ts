import { expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';
import { createSignedIn, layla, omar } from '../testing/test-customers.ts';

test('a section has a form of its own, with its fields alone', async () => {
  const { browser } = await createSignedIn();
  const response = await browser.get('/edit/contact');
  const html = await response.text();
  expect(response.status).toBe(200);
  expect(html).toContain('<title>Edit: Contact – My profile</title>');
  expect(html).toContain('action="/edit/contact"');
  const names = [...html.matchAll(/ name="root\[([^\]"]+)\]/g)].map(([, name]) => name);
  expect(new Set(names)).toEqual(new Set(['mobile', 'email', 'address']));
});

test('its form saves its fields, and no other value changes', async () => {
  const { browser } = await createSignedIn();
  const response = await browser.postForm('/edit/contact/', {
    'root[email]': 'l@example.com',
    if_match: '1',
  });
  expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
  expect(await readJson(await browser.get(apiPaths.customer))).toEqual({ ...layla, email: 'l@example.com' });
});

test('rules apply to the whole profile: a section with an error is shown too, and nothing is stored', async () => {
  // He has no name yet, and the profile requires one.
  const { browser } = await createSignedIn(omar);
  const response = await browser.postForm('/edit/contact', { 'root[email]': 'o@example.com', if_match: '1' });
  const html = await response.text();
  expect(response.status).toBe(422);
  expect(html).toContain('First name: fill this in');
  expect(html).toContain('name="root[first_name]"');
  expect(html).toContain('value="o@example.com"');
  expect(html).not.toContain('name="root[passport_number]"');
  expect(await readJson(await browser.get(apiPaths.customer))).toMatchObject({ email: '' });
});

test('a section that was changed elsewhere is a conflict', async () => {
  const { browser } = await createSignedIn();
  await browser.postJson(apiPaths.update, { first_name: 'Elsewhere' });
  const response = await browser.postForm('/edit/contact', { 'root[address]': 'Here', if_match: '1' });
  expect(response.status).toBe(412);
  expect(await response.text()).not.toContain('name="root[first_name]"');
});

test.each(['/edit/nothing', '/edit/5', '/edit/contact/more', '/edit/%E0%A4%A', '/edit/__proto__'])(
  'a section that there is not is not found: %s',
  async (path) => {
    const { browser } = await createSignedIn();
    expect((await browser.get(path)).status).toBe(404);
    expect((await browser.postForm(path, { 'root[email]': 'l@example.com' })).status).toBe(404);
    expect(await readJson(await browser.get(apiPaths.customer))).toEqual(layla);
  },
);

test('without a session it leads to the sign-in page and back', async () => {
  const response = await new TestBrowser(await createTestApp()).get('/edit/contact');
  expect([response.status, response.headers.get('location')]).toEqual([
    303,
    '/sign-in?next=%2Fedit%2Fcontact',
  ]);
});

test('another method gets 405', async () => {
  const { browser } = await createSignedIn();
  const response = await browser.send('/edit/contact', {
    method: 'PUT',
    headers: { origin: 'http://localhost' },
  });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
});
