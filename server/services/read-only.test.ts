import type { JsonObject } from 'schema-form/server';
import { describe, expect, test } from 'vitest';
import { apiPaths, type UpdateAnswer } from '../../shared/customer-api.ts';
import { createSignedIn, layla } from '../testing/test-customers.ts';
import { writeForm } from '../testing/write-form.ts';

const locked = { properties: { code: { type: 'string', title: 'Code', readOnly: true } } };
const open = { properties: { code: { type: 'string', title: 'Code' } } };
const state = { type: 'string', title: 'State', enum: ['open', 'locked'] };
const isLocked = { properties: { state: { const: 'locked' } }, required: ['state'] };
// biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
const condition = { if: isLocked, then: locked, else: open };
const ofState = (name: string, branch: { properties: object }) => ({
  properties: { state: { const: name }, ...branch.properties },
  required: ['state'],
});

/** Creates the schema of a group whose `code` is readOnly while its `state` is `locked`. */
const groups: [how: string, group: object][] = [
  ['a condition', { properties: { state }, ...condition }],
  ['a condition in allOf', { properties: { state }, allOf: [condition] }],
  ['dependentSchemas', { properties: { state, ...open.properties }, dependentSchemas: { state: locked } }],
  ['oneOf', { oneOf: [ofState('locked', locked), ofState('open', open)] }],
  ['anyOf', { anyOf: [ofState('open', open), ofState('locked', locked)] }],
  ['allOf', { properties: { state }, allOf: [locked] }],
  ['a reference', { $ref: '#/$defs/locked', properties: { state } }],
  ['a property’s own allOf', { properties: { state, code: { allOf: [locked.properties.code] } } }],
];

async function createWithForm(schema: object, attributes: JsonObject) {
  const variables = { PROFILE_FORM: writeForm({ schema: { $defs: { locked }, type: 'object', ...schema } }) };
  const { app, browser } = await createSignedIn(layla, { variables });
  await app.dependencies.store.customers.update(layla.customer_id, () => ({ attributes }));
  const save = async (payload: object) =>
    ((await (await browser.postJson(apiPaths.update, payload)).json()) as UpdateAnswer).form;
  return { browser, save };
}

const refused = { code: { __errors: ['Code: can’t be changed here'] } };

describe.each(groups)('readOnly by %s', (_, group) => {
  const inGroup = { properties: { group: { type: 'object', ...group } } };
  const stored = { state: 'locked', code: '1107' };

  test('is not changed, at the root', async () => {
    const { save } = await createWithForm(group, stored);
    expect((await save({ code: '9' })).errors).toEqual(refused);
    expect((await save({ code: '1107', state: 'locked' })).errors).toEqual({});
  });

  test('is not changed in a group', async () => {
    const { save } = await createWithForm(inGroup, { group: stored });
    expect((await save({ group: { ...stored, code: '9' } })).errors).toEqual({ group: refused });
    expect((await save({ group: { ...stored, code: '' } })).errors).toEqual({ group: refused });
  });

  test('keeps its stored value when a group is submitted without it', async () => {
    const { save } = await createWithForm(inGroup, { group: stored });
    const { data, errors } = await save({ group: { state: 'locked' } });
    expect(errors).toEqual({});
    expect(data.group).toEqual(stored);
  });
});

describe('what is readOnly by a condition', () => {
  test('can be changed while that does not hold', async () => {
    const { save } = await createWithForm({ properties: { state }, ...condition }, { state: 'open' });
    expect(await save({ code: '9' })).toMatchObject({ errors: {}, data: { state: 'open', code: '9' } });
  });

  test('can’t be changed in a page without script', async () => {
    const { browser } = await createWithForm(
      { properties: { state }, ...condition },
      { state: 'locked', code: '1' },
    );
    const post = (code: string) => browser.postForm('/edit', { 'root[state]': 'locked', 'root[code]': code });
    expect((await post('2')).status).toBe(422);
    expect((await post('1')).status).toBe(303);
  });
});

test('clearing a group keeps its readOnly values', async () => {
  const group = { type: 'object', properties: { ...locked.properties, city: { type: 'string' } } };
  const { save } = await createWithForm({ properties: { group } }, { group: { code: '1', city: 'Beirut' } });
  expect(await save({ group: null })).toMatchObject({ errors: {}, data: { group: { code: '1' } } });
});

test('a readOnly value that the form fills in by itself is no change', async () => {
  const code = { ...locked.properties.code, default: 'A' };
  const { save } = await createWithForm({ properties: { code } }, {});
  expect((await save({ code: 'A' })).errors).toEqual({});
  expect((await save({ code: 'B' })).errors).toEqual(refused);
});

describe('in the entries of a list', () => {
  const pet = { type: 'object', properties: { chip: locked.properties.code, name: { type: 'string' } } };
  const person = {
    type: 'object',
    properties: {
      code: locked.properties.code,
      name: { type: 'string' },
      pets: { type: 'array', items: pet },
    },
  };
  const form = { properties: { people: { type: 'array', items: person } } };
  const lina = { code: '1', name: 'Lina' };
  const omar = { code: '2', name: 'Omar' };
  const sami = { code: '3', name: 'Sami', pets: [{ chip: 'a' }, { chip: 'b' }] };
  const stored = { people: [lina, omar, sami] };

  test.each<[what: string, people: JsonObject[]]>([
    ['nothing is changed', stored.people],
    ['entries move', [sami, lina, omar]],
    ['entries go', [sami]],
    ['entries come', [{ name: 'Nour' }, lina, { name: '', code: '' }, omar, sami, {}]],
    ['one goes and another one comes', [lina, { name: 'Nour' }, sami]],
    [
      'all else in them changes',
      [
        { ...sami, name: 'S' },
        { ...lina, name: 'L', pets: [{ name: 'Cat' }] },
      ],
    ],
    ['lists in them change, and they move', [{ ...sami, pets: [{ chip: 'b', name: 'Bo' }] }, omar]],
    ['their keys have another order', [{ name: 'Lina', code: '1' }]],
  ])('%s', async (_, people) => {
    const { save } = await createWithForm(form, stored);
    expect((await save({ people })).errors).toEqual({});
  });

  test.each<[what: string, people: JsonObject[], faulty: object]>([
    ['is not changed', [lina, { ...omar, code: '9' }, sami], { 1: refused }],
    ['is not changed while others move and go', [{ ...omar, code: '9' }, lina], { 0: refused }],
    ['is not forged in a new one', [lina, omar, sami, { name: 'Nour', code: '9' }], { 3: refused }],
    ['is not had twice', [lina, omar, sami, { ...lina, name: 'Nour' }], { 3: refused }],
  ])('it %s', async (_, people, faulty) => {
    const { save } = await createWithForm(form, stored);
    expect((await save({ people })).errors).toEqual({ people: faulty });
  });

  test('it is not moved to the lists of others', async () => {
    const { save } = await createWithForm(form, stored);
    const people = [{ ...lina, pets: [{ chip: 'a' }] }, omar, { ...sami, pets: [{ chip: 'b' }] }];
    expect((await save({ people })).errors).toMatchObject({ people: { 0: { pets: { 0: { chip: {} } } } } });
  });

  test('an entry without one of its own is recognized by its position, or by what is in its lists', async () => {
    const owner = { type: 'object', properties: { pets: { type: 'array', items: pet } } };
    const owners = [{ pets: [{ chip: 'a' }, { chip: 'b' }] }, { pets: [{ chip: 'c' }] }];
    const { save } = await createWithForm(
      { properties: { owners: { type: 'array', items: owner } } },
      { owners },
    );
    const take = async (...sent: object[]) => Object.keys((await save({ owners: sent })).errors);
    expect(await take({ pets: [{ chip: 'a' }] }, { pets: [{ chip: 'd' }] })).toEqual(['owners']);
    expect(await take({ pets: [{ chip: 'a' }] }, { pets: [{ chip: 'c' }] })).toEqual([]);
    expect(await take({ pets: [{ chip: 'c' }] })).toEqual([]);
  });

  test('a place of a tuple keeps its own', async () => {
    const tuple = { type: 'array', prefixItems: [person, person] };
    const { save } = await createWithForm({ properties: { pair: tuple } }, { pair: [lina, omar] });
    expect((await save({ pair: [omar, lina] })).errors).toEqual({ pair: { 0: refused, 1: refused } });
    expect((await save({ pair: [{ ...lina, name: 'L' }, omar] })).errors).toEqual({});
  });

  test('it can’t be changed in a page without script, where entries go and come', async () => {
    const { browser } = await createWithForm(form, stored);
    const post = (code: string) =>
      browser.postForm('/edit', {
        'root[people][0][code]': '',
        'root[people][0][name]': 'Nour',
        'root[people][1][code]': code,
        'root[people][1][name]': 'Omar',
      });
    expect((await post('9')).status).toBe(422);
    expect((await post('2')).status).toBe(303);
  });
});

test('a group that is read-only stays as it is stored if only a part of it is sent, as without script', async () => {
  const properties = { note: { type: 'string' }, paid: { type: 'boolean' }, size: { enum: [1, 2] } };
  const group = { type: 'object', title: 'Group', readOnly: true, properties };
  const list = { type: 'array', items: { properties }, readOnly: true };
  const attributes = { group: { paid: true, size: 2 }, list: [{ note: 'x', paid: true }] };
  const { browser, save } = await createWithForm(
    { properties: { group, list, other: { type: 'string' } } },
    attributes,
  );
  const fields = { 'root[group][note]': '', 'root[list][0][note]': 'x', 'root[other]': 'o' };
  expect((await browser.postForm('/edit', fields)).status).toBe(303);
  expect((await save({})).data).toEqual({ ...attributes, other: 'o' });
  expect((await save({ group: { size: 1 } })).errors).toEqual({
    group: { __errors: ['Group: can’t be changed here'] },
  });
});
