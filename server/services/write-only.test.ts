import { describe, expect, test } from 'vitest';
import { apiPaths, type UpdateAnswer } from '../../shared/customer-api.ts';
import type { TestApp } from '../testing/create-test-app.ts';
import type { TestBrowser } from '../testing/test-browser.ts';
import { createSignedIn, layla } from '../testing/test-customers.ts';
import { writeForm } from '../testing/write-form.ts';

const secret = { type: 'string', title: 'PIN', writeOnly: true, minLength: 4 };
const schema = {
  type: 'object',
  required: ['pin'],
  properties: {
    first_name: { type: 'string', title: 'Name', maxLength: 20 },
    pin: { $ref: '#/$defs/secret' },
    account: {
      type: 'object',
      title: 'Account',
      properties: { user: { type: 'string', title: 'User' }, pin: secret },
    },
  },
  $defs: { secret },
};
const attributes = { pin: 'first-secret', account: { user: 'layla', pin: 'second-secret' } };

async function createWithSecrets() {
  const { app, browser } = await createSignedIn(layla, {
    variables: { PROFILE_FORM: writeForm({ schema }) },
  });
  await app.dependencies.store.customers.update(layla.customer_id, () => ({ attributes }));
  return { app, browser };
}

async function readStored(app: TestApp) {
  return (await app.dependencies.store.customers.get(layla.customer_id))?.attributes;
}

async function save(browser: TestBrowser, payload: object) {
  const text = await (await browser.postJson(apiPaths.update, payload)).text();
  return { text, ...(JSON.parse(text) as UpdateAnswer) };
}

describe('a writeOnly value', () => {
  test.each([apiPaths.update, '/edit', '/'])('does not leave the server with %s', async (path) => {
    const { browser } = await createWithSecrets();
    const text = await (await browser.get(path)).text();
    expect(text).toContain('Layla');
    expect(text).not.toMatch(/(first|second)-secret/);
  });

  test('is in no answer to a save, good or bad', async () => {
    const { browser } = await createWithSecrets();
    const saved = await save(browser, { first_name: 'Lina' });
    const refused = await save(browser, { first_name: 'L'.repeat(21), account: { user: 'lina' } });
    expect([saved.has_errors, refused.has_errors]).toEqual([false, true]);
    expect(saved.text + refused.text).not.toMatch(/(first|second)-secret/);
  });

  test('stays when a payload comes without it, in a group too', async () => {
    const { app, browser } = await createWithSecrets();
    expect((await save(browser, { account: { user: 'lina' } })).form.data.account).toEqual({ user: 'lina' });
    expect(await readStored(app)).toEqual({
      pin: 'first-secret',
      account: { user: 'lina', pin: 'second-secret' },
    });
  });

  test('is changed, validated and cleared by the API like every other', async () => {
    const { app, browser } = await createWithSecrets();
    expect((await save(browser, { pin: 'new' })).form.errors).toHaveProperty('pin');
    expect((await save(browser, { pin: null })).form.errors).toHaveProperty('pin');
    await save(browser, { pin: 'new-secret', account: { user: 'lina', pin: null } });
    expect(await readStored(app)).toEqual({ pin: 'new-secret', account: { user: 'lina' } });
  });

  test('stays when its field is left empty without script', async () => {
    const { app, browser } = await createWithSecrets();
    const fields = { 'root[pin]': '', 'root[account][user]': 'lina', 'root[account][pin]': '' };
    expect((await browser.postForm('/edit', fields)).status).toBe(303);
    expect(await readStored(app)).toEqual({
      pin: 'first-secret',
      account: { user: 'lina', pin: 'second-secret' },
    });
  });
});

describe('a writeOnly value that only a pattern declares', () => {
  const patterned = {
    type: 'object',
    properties: {
      first_name: { type: 'string', title: 'Name', maxLength: 20 },
      pin_card: { type: 'string', title: 'Card PIN' },
      account: {
        type: 'object',
        title: 'Account',
        properties: {
          user: { type: 'string', title: 'User' },
          pin_web: { type: 'string', title: 'Web PIN' },
        },
        patternProperties: { '^pin_': { writeOnly: true } },
      },
      devices: {
        type: 'array',
        title: 'Devices',
        items: {
          type: 'object',
          properties: { name: { type: 'string' }, pin_sim: { type: 'string' } },
          patternProperties: { _sim$: { writeOnly: true } },
        },
      },
    },
    patternProperties: { '^pin_': { writeOnly: true } },
  };
  const stored = {
    pin_card: 'secret-card',
    pin_unnamed: 'secret-unnamed',
    account: { user: 'layla', pin_web: 'secret-web' },
    devices: [{ name: 'phone', pin_sim: 'secret-sim' }],
  };

  async function createWithPatterns() {
    const { app, browser } = await createSignedIn(layla, {
      variables: { PROFILE_FORM: writeForm({ schema: patterned }) },
    });
    await app.dependencies.store.customers.update(layla.customer_id, () => ({ attributes: stored }));
    return { app, browser };
  }

  test.each([apiPaths.update, '/edit', '/'])('does not leave the server with %s', async (path) => {
    const { browser } = await createWithPatterns();
    const text = await (await browser.get(path)).text();
    expect(text).toContain('layla');
    expect(text).not.toContain('secret-');
  });

  test('is in no answer to a save: stored, refused, outdated', async () => {
    const { app, browser } = await createWithPatterns();
    const saved = await browser.postJson(apiPaths.update, { first_name: 'Lina' });
    const refused = await browser.postJson(apiPaths.update, { first_name: 'L'.repeat(21), account: {} });
    const outdated = await browser.postJson(apiPaths.update, { first_name: 'L' }, { 'if-match': '"0"' });
    expect([saved.status, refused.status, outdated.status]).toEqual([200, 200, 412]);
    for (const response of [saved, refused, outdated]) {
      expect(await response.text()).not.toContain('secret-');
    }
    expect(await readStored(app)).toEqual(stored);
  });

  test('is in no page that shows the form again: refused, outdated, with another entry, re-rendered', async () => {
    const { browser } = await createWithPatterns();
    const fields = { 'root[first_name]': 'L'.repeat(21), 'root[account][user]': 'lina' };
    const pages = await Promise.all([
      browser.postForm('/edit', fields),
      browser.postForm('/edit', { ...fields, if_match: '0', 'root[first_name]': 'L' }),
      browser.postForm('/edit', { ...fields, change_list: 'add root[devices]' }),
      browser.postForm('/edit?rerender', fields),
    ]);
    expect(pages.map(({ status }) => status)).toEqual([422, 412, 200, 200]);
    for (const page of pages) expect(await page.text()).not.toContain('secret-');
  });
});
