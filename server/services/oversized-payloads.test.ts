import { describe, expect, test } from 'vitest';
import type { UpdateAnswer } from '../../shared/customer-api.ts';
import { createWithForm, readData, saveJson } from '../testing/create-with-form.ts';

describe('an oversized payload', () => {
  const list = (more: object = {}) => ({
    type: 'array',
    title: 'Devices',
    items: { type: 'object', properties: { name: { type: 'string', title: 'Name' } } },
    ...more,
  });
  const schema = {
    type: 'object',
    properties: {
      devices: list({ uniqueItems: true }),
      long: list({ title: 'Readings', maxItems: 3000 }),
      short: list({ title: 'Guests', maxItems: 3 }),
      tags: { type: 'array', title: 'Tags', items: { type: 'string', maxLength: 3 } },
      home: { type: 'object', additionalProperties: false, properties: { city: { type: 'string' } } },
      groups: { type: 'array', items: { type: 'array', title: 'Group', items: { type: 'integer' } } },
      names: { type: 'object', additionalProperties: { type: 'integer' } },
    },
  };
  const createEntries = (length: number) => Array.from({ length }, (_, index) => ({ name: `n${index}` }));
  const countTexts = (answer: UpdateAnswer) =>
    JSON.stringify(answer.form.errors).split('"__errors"').length - 1;

  test('may have a thousand entries in a list, and not one more', async () => {
    const { browser } = await createWithForm({ schema });
    expect((await saveJson(browser, { devices: createEntries(1000) })).has_errors).toBe(false);
    const start = process.cpuUsage();
    const { form, has_errors } = await saveJson(browser, { devices: createEntries(8000) });
    // Comparing each with all others took five seconds.
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(3000);
    expect({ has_errors, errors: form.errors }).toEqual({
      has_errors: true,
      errors: { devices: { __errors: ['Devices: at most 1000 entries'] } },
    });
    expect(form.data.devices).toHaveLength(8000);
    expect((await readData(browser)).devices).toHaveLength(1000);
  });

  test('may have as many entries as the schema says', async () => {
    const { browser } = await createWithForm({ schema });
    expect((await saveJson(browser, { long: createEntries(3000) })).has_errors).toBe(false);
    const { form } = await saveJson(browser, { long: createEntries(3001), short: createEntries(2000) });
    expect(form.errors).toEqual({
      long: { __errors: ['Readings: at most 3000 entries'] },
      short: { __errors: ['Guests: at most 3 entries'] },
    });
  });

  test('may have five thousand entries in all its lists', async () => {
    const { browser } = await createWithForm({ schema });
    const createGroups = (length: number) =>
      Array.from({ length }, () => Array.from({ length: 900 }, () => 1));
    expect((await saveJson(browser, { groups: createGroups(5) })).has_errors).toBe(false);
    expect((await saveJson(browser, { groups: createGroups(6) })).form.errors).toEqual({
      groups: { 5: { __errors: ['Group 6: at most 494 entries'] } },
    });
  });

  test.each<[name: string, payload: object]>([
    ['unknown keys', Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`k${index}`, 1]))],
    [
      'unknown keys of a group',
      { home: Object.fromEntries(Array.from({ length: 15_000 }, (_, index) => [`k${index}`, 1])) },
    ],
    ['faulty entries', { tags: Array.from({ length: 1000 }, (_, index) => `long-${index}`) }],
  ])('has a hundred of its errors reported: %s', async (_, payload) => {
    const { browser } = await createWithForm({ schema });
    const start = process.cpuUsage();
    const answer = await saveJson(browser, payload);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
    expect(answer.has_errors).toBe(true);
    expect(countTexts(answer)).toBe(100);
  });

  test('may have a thousand entries in a map, and not one more', async () => {
    const { browser } = await createWithForm({
      schema: {
        type: 'object',
        properties: { map: { type: 'object', additionalProperties: { type: 'string' } } },
      },
    });
    const create = (length: number) => ({
      map: Object.fromEntries(Array.from({ length }, (_, index) => [`k${index}`, 'x'])),
    });
    expect((await saveJson(browser, create(1000))).has_errors).toBe(false);
    const start = process.cpuUsage();
    expect((await saveJson(browser, create(1001))).form.errors).toEqual({
      map: { __errors: ['Map: at most 1000 entries'] },
    });
    expect((await saveJson(browser, create(50_000))).form.errors).toEqual({
      __errors: ['This form: too complex to be checked'],
    });
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(3000);
  });

  test.each(['/edit', '/edit?rerender'])('makes no oversized page at %s', async (path) => {
    const { browser } = await createWithForm({ schema });
    // A line of text may stand for many entries.
    const line = Array.from({ length: 60_000 }, () => 'a').join(',');
    const entries = Array.from({ length: 1500 }, (_, index) => [`root[tags][${index}]`, 'a']);
    // The type that is submitted with a value may be `json`.
    const toJson = (name: string, value: unknown) => ({
      [name]: JSON.stringify(value),
      [`${name}__type`]: 'json',
    });
    const tags = toJson('root[tags]', line.split(',').slice(0, 40_000));
    const manyTags = toJson('root[tags]', line.split(',').slice(0, 15_000));
    const names = Array.from({ length: 15_000 }, (_, index) => [`k${index}`, 1]);
    const map = toJson('root[names]', Object.fromEntries(names));
    const unknown = toJson('root[unknown]', { list: line.split(',').map(() => 1) });
    const pages = [];
    for (const fields of [
      { 'root[tags]': line },
      Object.fromEntries(entries),
      tags,
      manyTags,
      map,
      unknown,
    ]) {
      const response = await browser.postForm(path, fields);
      expect(response.status).toBe(path === '/edit' ? 422 : 200);
      pages.push(await response.text());
    }
    for (const page of pages) expect(page.length).toBeLessThan(2e6);
    expect(pages[1]?.match(/<input [^>]*name="root\[tags\]\[\d+\]"/g)).toHaveLength(1000);
  });

  test('is returned whole when a person may have typed it', async () => {
    const { browser } = await createWithForm({ schema });
    const names = Object.fromEntries(
      createEntries(400).map(({ name }, index) => [`root[devices][${index}][name]`, name]),
    );
    const response = await browser.postForm('/edit', {
      ...names,
      'root[tags][0]': 'one',
      'root[tags][1]': 'three',
    });
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page.match(/name="root\[devices\]\[\d+\]\[name\]"/g)).toHaveLength(400);
    expect(page).toContain('value="n399"');
    expect(page).toContain('value="three"');
  });
});
