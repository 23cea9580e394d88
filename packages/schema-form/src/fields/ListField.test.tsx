import { expect, test } from 'vitest';
import type { JsonSchema } from '../model/json-schema.ts';
import { findNode, type ListNode, type ObjectNode } from '../model/nodes.ts';
import { createFormStore, getVisibleText, renderFields, renderStore } from '../testing/render-fields.tsx';

const text: JsonSchema = { type: 'string' };
const person: JsonSchema = { type: 'object', title: 'Member', properties: { name: text, city: text } };
const family: JsonSchema = { type: 'array', title: 'Family', items: person };
const schema: JsonSchema = { type: 'object', properties: { family, towns: { type: 'array', items: text } } };
const data = { family: [{ name: 'Fatima' }, { name: 'Omar' }, {}], towns: ['Salt'] };

test('items are named by their number and their first value', () => {
  const html = renderFields(schema, { data });
  const titles = [...html.matchAll(/<legend class="group-title"><bdi>([^<]*)<\/bdi><\/legend>/g)].map(
    ([, title]) => title,
  );
  expect(titles).toEqual(['Member 1: Fatima', 'Member 2: Omar', 'Member 3']);
  expect(html).toContain('aria-label="Remove: Member 2: Omar"');
});

test('the button that adds an item says to which list, as the lists of its items have one too', () => {
  expect(getVisibleText(renderFields(schema, { data }))).toMatch(/Add: Family.*Add: Towns/);
});

test('items without a title use the title of their list', () => {
  expect(renderFields(schema, { data })).toMatch(
    /<label class="field-label" for="root_towns_0"><bdi>towns 1</i,
  );
});

test('an item exists without script while no branch of it is chosen', () => {
  const choices: JsonSchema = { type: 'array', items: { oneOf: [text, family] } };
  const html = renderFields({ type: 'object', properties: { choices } }, { data: { choices: [null] } });
  expect(html).toContain('<input type="hidden" name="root[choices][0]" value=""/>');
  expect(renderFields(schema, { data })).not.toContain('name="root[towns][0]" value=""');
});

test('the name of an item follows its value', () => {
  const store = createFormStore(schema, { data });
  const name = findNode(store.getNode(), ['family', 2, 'name']);
  if (name) store.setValue(name, 'Zaid');
  expect(renderStore(store)).toContain('Member 3: Zaid');
});

test('items can be collapsible', () => {
  const uiSchema = { family: { items: { 'ui:options': { collapsible: true, collapsed: true } } } };
  const html = renderFields(schema, { data, uiSchema });
  expect(html).toMatch(
    /<details class="foldable group"><summary[^>]*><bdi>Member 1: Fatima<\/bdi><\/summary>/,
  );
});

function getFamily(store: ReturnType<typeof createFormStore>): ListNode {
  return findNode(store.getNode(), ['family']) as ListNode;
}

test('the removal of an item can be undone, which restores its data and its key', () => {
  const store = createFormStore(schema, { data });
  const before = store.getData();
  const keys = getFamily(store).items.map((item) => store.getKey(item));
  store.changeList(getFamily(store), 'remove', 1);
  expect(store.getRemoved(getFamily(store))?.index).toBe(1);
  expect(renderStore(store)).toMatch(
    /<p class="entry-undo">.*<button [^>]*aria-label="Undo: Member 2: Omar removed"[^>]*>Undo<\/button>/,
  );
  store.undoRemoval();
  expect(store.getData()).toEqual(before);
  expect(getFamily(store).items.map((item) => store.getKey(item))).toEqual(keys);
  expect(store.getRemoved(getFamily(store))).toBeNull();
});

test('a removal can no longer be undone after the form changed', () => {
  const store = createFormStore(schema, { data });
  store.changeList(getFamily(store), 'remove', 1);
  const town = findNode(store.getNode(), ['towns', 0]);
  if (town) store.setValue(town, 'Amman');
  store.undoRemoval();
  expect(store.getData()).toEqual({ family: [{ name: 'Fatima' }, {}], towns: ['Amman'] });
  expect(renderStore(store)).not.toContain('Undo');
});

test('the removal of an entry of a map can be undone', () => {
  const map: JsonSchema = {
    properties: { notes: { type: 'object', title: 'Notes', additionalProperties: { type: 'string' } } },
  };
  const store = createFormStore(map, {
    data: { notes: { home: 'Villa 12', work: 'Tower 1', other: 'Flat 7' } },
  });
  const getNotes = () => findNode(store.getNode(), ['notes']) as ObjectNode;
  store.removeEntry(getNotes(), 'work');
  expect(renderStore(store)).toMatch(/work removed<\/span><button [^>]*>Undo<\/button>/);
  store.undoRemoval();
  expect(Object.keys(store.getData().notes ?? {})).toEqual(['home', 'work', 'other']);
  expect(renderStore(store)).not.toContain('Undo');
});
