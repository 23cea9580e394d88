import { expect, test } from 'vitest';
import { createWithForm, readData, saveJson } from '../testing/create-with-form.ts';
import type { TestBrowser } from '../testing/test-browser.ts';

/** Undoing the removal of an item or an entry without script. */
const text = { type: 'string' };
const card = { title: 'Card', properties: { number: { ...text, title: 'Number' } }, required: ['number'] };
const cash = { title: 'Cash', properties: { place: { ...text, title: 'Place' } }, required: ['place'] };
const definition = {
  schema: {
    type: 'object',
    properties: {
      ways: { type: 'array', title: 'Ways', items: { type: 'object', title: 'Way', oneOf: [card, cash] } },
      notes: { type: 'object', title: 'Notes', additionalProperties: text },
    },
  },
  ui_schema: {},
};

/** Returns the fields that the form on a page submits, without its buttons. */
function readFields(html: string): Record<string, string> {
  const form = /<form class="form".*?<\/form>/s.exec(html)?.[0] ?? '';
  const inputs = [...form.matchAll(/<input ([^>]*)>/g)].filter(
    ([, attributes = '']) => !/type="radio"/.test(attributes) || / checked=/.test(attributes),
  );
  const named = inputs.map(([, attributes = '']) => [
    / ?name="([^"]*)"/.exec(attributes)?.[1] ?? '',
    /value="([^"]*)"/.exec(attributes)?.[1] ?? '',
  ]);
  return Object.fromEntries(named.filter(([name]) => name));
}

/** Presses a button of the form on a page, and returns the next page. */
async function press(browser: TestBrowser, html: string, button: string): Promise<string> {
  const response = await browser.postForm('/edit', { ...readFields(html), change_list: button });
  expect(response.status).toBe(200);
  return response.text();
}

test('what is removed comes back at its place, with its branch and with what was typed since', async () => {
  const { browser } = await createWithForm(definition);
  const typed = {
    'root[ways][0]__oneof_select': '1',
    'root[ways][0][place]': 'Kiosk',
    'root[ways][1]__oneof_select': '0',
    'root[ways][1][number]': '4711',
    'root[notes]__map': '',
    'root[notes][home]': 'Villa 12',
    'root[notes][work]': 'Tower 1',
    change_list: 'remove root[ways][0]',
  };
  const removed = await (await browser.postForm('/edit', typed)).text();
  expect(removed).toContain('aria-label="Undo: Way 1: Kiosk removed"');
  expect(readFields(removed)).toMatchObject({
    'root[ways][0][number]': '4711',
    'removed_entry[place]': 'Kiosk',
  });
  expect(readFields(removed)).not.toHaveProperty('root[ways][1][number]');

  const later = removed.replace('value="4711"', 'value="4712"');
  const restored = await press(browser, later, 'restore root[ways][0]');
  expect(readFields(restored)).toMatchObject({
    'root[ways][0]__oneof_select': '1',
    'root[ways][0][place]': 'Kiosk',
    'root[ways][1][number]': '4712',
  });
  expect(restored).not.toContain('aria-label="Undo');

  const without = await press(browser, restored, 'removeKey root[notes][home]');
  expect(without).toContain('aria-label="Undo: home removed"');
  expect(readFields(without)).not.toHaveProperty('root[notes][home]');
  const whole = await press(browser, without, 'restoreKey root[notes][home]');
  const saved = await browser.postForm('/edit', readFields(whole));
  expect(saved.status).toBe(303);
  expect(await readData(browser)).toEqual({
    ways: [{ place: 'Kiosk' }, { number: '4712' }],
    notes: { home: 'Villa 12', work: 'Tower 1' },
  });
});

test('what is removed stays so after another button, and when the form is saved', async () => {
  const { browser } = await createWithForm(definition);
  await saveJson(browser, { ways: [{ place: 'Kiosk' }, { number: '4712' }] });
  const page = await (await browser.get('/edit')).text();
  const removed = await press(browser, page, 'remove root[ways][1]');
  const added = await press(browser, removed, 'add root[ways]');
  expect(added).not.toContain('removed_entry');
  const saved = await browser.postForm('/edit', readFields(removed));
  expect(saved.status).toBe(303);
  expect((await readData(browser)).ways).toEqual([{ place: 'Kiosk' }]);
});

test('the name of no entry removes nothing', async () => {
  const { browser } = await createWithForm(definition);
  await saveJson(browser, { ways: [{ place: 'Kiosk' }, { number: '4712' }] });
  const page = await (await browser.get('/edit')).text();
  for (const name of ['root[ways][9]', 'root[ways][x]', 'root[notes]', 'root[none][0]', 'root[ways][-1]']) {
    const next = await press(browser, page, `remove ${name}`);
    expect(readFields(next)).toMatchObject({ 'root[ways][0][place]': 'Kiosk' });
    expect(next).not.toContain('aria-label="Undo');
  }
});
