import { expect, test } from 'vitest';
import type { ErrorSchema, JsonObject } from '../model/json-schema.ts';
import { findNode, type ListNode, type Node } from '../model/nodes.ts';
import { FormStore } from './form-store.ts';

const missing: ErrorSchema = { __errors: ['Missing'] };

/** Returns an error for each person without a name. */
function validate({ people }: JsonObject): ErrorSchema {
  const errors = (people as (JsonObject | null)[]).flatMap((person, index) =>
    person?.name ? [] : [[String(index), { name: missing }] as const],
  );
  return errors.length > 0 ? { people: Object.fromEntries(errors) } : {};
}

const schema = {
  properties: {
    people: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
  },
};

/** Creates a form with a nameless person after a failed submit attempt. */
function createFailed(): FormStore {
  const store = new FormStore({
    schema,
    uiSchema: {},
    data: { people: [{}] },
    chosen: {},
    serverErrors: {},
    validate,
    navigation: null,
  });
  store.submit();
  return store;
}

const getPeople = (store: FormStore) => findNode(store.getNode(), ['people']) as ListNode;
const getName = (store: FormStore, index: number) =>
  findNode(store.getNode(), ['people', index, 'name']) as Node;

test('after a failed submit attempt, a new item reports nothing and all others report their errors', () => {
  const store = createFailed();
  store.changeList(getPeople(store), 'add', 1);
  store.leave();
  expect(store.getReport().errors).toEqual({ people: { 0: { name: missing } } });
});

test('the fields of a new item report errors after they were changed and left, and after the next attempt', () => {
  const store = createFailed();
  store.changeList(getPeople(store), 'add', 1);
  store.setValue(getName(store, 1), undefined);
  store.leave();
  expect(store.getReport().errors).toEqual(validate({ people: [{}, {}] }));
  store.changeList(getPeople(store), 'add', 2);
  store.submit();
  expect(store.getReport().errors).toEqual(validate({ people: [{}, {}, {}] }));
});

test('an item at the position of a removed one is new', () => {
  const store = createFailed();
  store.setValue(getName(store, 0), undefined);
  store.changeList(getPeople(store), 'remove', 0);
  store.changeList(getPeople(store), 'add', 0);
  store.leave();
  expect(store.getReport().errors).toEqual({});
});

test('errors follow an item that moves', () => {
  const store = createFailed();
  store.changeList(getPeople(store), 'add', 1);
  store.setValue(getName(store, 1), 'Layla');
  store.changeList(getPeople(store), 'up', 1);
  store.leave();
  expect(store.getReport().errors).toEqual({ people: { 1: { name: missing } } });
});

test('errors of a plug-in are reported until the value changes, and do not prevent a submission', () => {
  const store = createFailed();
  const rare: ErrorSchema = { __errors: ['Rare'] };
  store.setValue(getName(store, 0), 'Q');
  store.raiseErrors(['people', 0, 'name'], rare);
  expect(store.getFieldState(getName(store, 0)).errors).toEqual(rare);
  expect(store.submit()).toMatchObject({ kind: 'valid' });
  expect(store.getFieldState(getName(store, 0)).errors).toEqual(rare);
  store.setValue(getName(store, 0), 'Layla');
  expect(store.getReport().errors).toEqual({});
});
