import type { JsonObject } from 'schema-form/server';
import { describe, expect, test } from 'vitest';
import { apiPaths, type UpdateAnswer } from '../../shared/customer-api.ts';
import type { TestBrowser } from '../testing/test-browser.ts';
import { createSignedIn, layla } from '../testing/test-customers.ts';
import { writeForm } from '../testing/write-form.ts';

const isIn = (country: string) => ({ properties: { country: { const: country } }, required: ['country'] });

/** Only a condition declares these two. `nationality` is one of the twelve keys of a customer. */
const schema = {
  type: 'object',
  properties: {
    country: { type: 'string', title: 'Country', enum: ['AE', 'OM'] },
    first_name: { type: 'string', title: 'Name', maxLength: 20 },
  },
  if: isIn('AE'),
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { properties: { emirate: { type: ['string', 'null'], title: 'Emirate', minLength: 3 } } },
  else: { properties: { nationality: { type: 'string', title: 'Nationality' } } },
  unevaluatedProperties: false,
};

async function createWithForm() {
  return createSignedIn(layla, { variables: { PROFILE_FORM: writeForm({ schema }) } });
}

async function read(browser: TestBrowser): Promise<JsonObject> {
  return ((await (await browser.get(apiPaths.update)).json()) as UpdateAnswer).form.data;
}

async function saveJson(browser: TestBrowser, payload: object): Promise<UpdateAnswer> {
  return (await (await browser.postJson(apiPaths.update, payload)).json()) as UpdateAnswer;
}

describe('a value that a condition brings', () => {
  test('is stored, in its key where it has one', async () => {
    const { browser } = await createWithForm();
    expect((await saveJson(browser, { country: 'OM', nationality: 'OM' })).form.errors).toEqual({});
    expect(await (await browser.get(apiPaths.customer)).json()).toMatchObject({ nationality: 'OM' });
    expect(
      (await saveJson(browser, { country: 'AE', emirate: 'Dubai', nationality: null })).form.data,
    ).toEqual({ country: 'AE', first_name: 'Layla', emirate: 'Dubai' });
    expect(await read(browser)).toMatchObject({ emirate: 'Dubai' });
  });

  test('is cleared by null where it has no place any more, though it could be null', async () => {
    const { browser } = await createWithForm();
    await saveJson(browser, { country: 'AE', emirate: 'Dubai', nationality: null });
    const { form, has_errors } = await saveJson(browser, { country: 'OM', emirate: null });
    expect(has_errors).toBe(false);
    expect(form.data).toEqual({ country: 'OM', first_name: 'Layla' });
  });

  test('is validated when a client of the API sends it nevertheless', async () => {
    const { browser } = await createWithForm();
    const { form } = await saveJson(browser, { country: 'OM', emirate: 'Dubai', nationality: null });
    expect(form.errors).toEqual({ emirate: { __errors: ['Emirate: not part of this form'] } });
  });
});

describe('without script', () => {
  const post = (browser: TestBrowser, fields: Record<string, string>) => browser.postForm('/edit', fields);

  test('what is hidden by what was chosen is neither validated nor stored', async () => {
    const { browser } = await createWithForm();
    await saveJson(browser, { country: 'AE', emirate: 'Dubai', nationality: null });
    const response = await post(browser, { 'root[country]': 'OM', 'root[emirate]': 'x' });
    expect(response.status).toBe(303);
    expect(await read(browser)).toEqual({ country: 'OM', first_name: 'Layla' });
  });

  test('a form with errors brings back what is hidden now, for when it is shown again', async () => {
    const { browser } = await createWithForm();
    const response = await post(browser, {
      'root[country]': 'OM',
      'root[emirate]': 'Sharjah',
      'root[first_name]': 'L'.repeat(21),
    });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('<input type="hidden" name="root[emirate]" value="Sharjah"/>');
    const again = { 'root[country]': 'AE', 'root[emirate]': 'Sharjah', 'root[first_name]': 'Lina' };
    expect((await post(browser, again)).status).toBe(303);
    expect(await read(browser)).toEqual({ country: 'AE', emirate: 'Sharjah', first_name: 'Lina' });
  });
});

describe('a choice that is left empty without script', () => {
  const toWay = (way: string, key: string) => ({
    title: way,
    properties: { way: { const: way }, [key]: { type: 'string', title: key } },
    required: ['way', key],
  });
  const payment = {
    type: 'object',
    title: 'Payment',
    oneOf: [toWay('card', 'number'), toWay('bank', 'iban')],
  };
  /** The fields of a form in which nothing was filled in. */
  const post = async (chosen: string, required: string[] = []) => {
    const form = writeForm({ schema: { type: 'object', properties: { payment }, required } });
    const { browser } = await createSignedIn(layla, { variables: { PROFILE_FORM: form } });
    const response = await browser.postForm('/edit', {
      'root[payment]__oneof_select': chosen,
      'root[payment][way]': '',
      [`root[payment][${chosen === '1' ? 'iban' : 'number'}]`]: '',
    });
    return { status: response.status, html: await response.text() };
  };

  test('the branch that is shown is validated, where it has to be there', async () => {
    expect((await post('0', ['payment'])).html).toContain('number: fill this in');
    const { status, html } = await post('1', ['payment']);
    expect(status).toBe(422);
    expect(html).toContain('iban: fill this in');
    expect(html).not.toContain('number: fill this in');
    expect(html).not.toContain('way: fill this in');
  });

  test('another branch than the first is meant, where it need not be there', async () => {
    expect((await post('1')).html).toContain('iban: fill this in');
    expect((await post('0')).status).toBe(303);
    expect((await post('')).status).toBe(303);
  });
});
