import { describe, expect, test } from 'vitest';
import { startFileApp } from '../testing/create-test-app.ts';
import { TestBrowser } from '../testing/test-browser.ts';

/** How forms are laid out without script; e2e/layout.spec.ts has the rest. */
const app = await startFileApp({ variables: { PLAYGROUND: '1' } });
const browser = new TestBrowser(app);

/** Returns the form of a definition, after these fields were sent in it. */
async function render(
  schema: object,
  ui_schema: object,
  fields: Record<string, string> = {},
): Promise<string> {
  const body = { schema: JSON.stringify(schema), ui_schema: JSON.stringify(ui_schema), ...fields };
  const page = await (await browser.postForm('/playground', body)).text();
  return /<form class="form" (?:(?!<form).)*<\/form>/s.exec(page.split('editors').at(-1) ?? '')?.[0] ?? '';
}

describe('collapsible groups', () => {
  const group = { type: 'object', title: 'Home', properties: { city: { type: 'string', minLength: 2 } } };
  const schema = { type: 'object', properties: { home: group, note: { type: 'string', minLength: 2 } } };
  const closed = { collapsible: true, collapsed: true };
  const isOpen = (page: string) => /<details class="foldable [^>]* open=""/.test(page);

  test('are open, or closed at first where the uiSchema says so', async () => {
    expect(isOpen(await render(schema, { home: { 'ui:options': { collapsible: true } } }))).toBe(true);
    const page = await render(schema, { home: { 'ui:options': closed } });
    expect(page).toContain('<details class="foldable group">');
    expect(page).toMatch(/<summary class="group-title" id="root_home__title"><bdi>Home<\/bdi><\/summary>/);
    expect(page).toMatch(/<fieldset id="root_home" tabindex="-1" aria-labelledby="root_home__title">/i);
  });

  test('are open where something in them is wrong', async () => {
    const ui_schema = { home: { 'ui:options': closed } };
    expect(isOpen(await render(schema, ui_schema, { 'root[home][city]': 'A' }))).toBe(true);
    expect(isOpen(await render(schema, ui_schema, { 'root[note]': 'A' }))).toBe(false);
  });

  test('may be lists, which are open where an entry is wrong', async () => {
    const items = { type: 'string', minLength: 2 };
    const list = { properties: { list: { type: 'array', title: 'Towns', description: 'All', items } } };
    const ui_schema = { list: { 'ui:options': closed } };
    const page = await render(list, ui_schema);
    expect(page).toContain('<details class="foldable group">');
    expect(page).toMatch(/<summary class="group-title" id="root_list__title"><bdi>Towns<\/bdi><\/summary>/);
    expect(page).toMatch(/aria-labelledby="root_list__title" aria-describedby="root_list__help"/);
    expect(isOpen(await render(list, ui_schema, { 'root[list][0]': 'A' }))).toBe(true);
    expect(isOpen(await render(list, ui_schema, { 'root[list][0]': 'Ab' }))).toBe(false);
  });

  test('may be sections, which are open where something in them is wrong', async () => {
    const sections = [{ title: 'Notes', fields: ['note'], ...closed }];
    const ui_schema = { 'ui:options': { sections } };
    expect(isOpen(await render(schema, ui_schema, { 'root[home][city]': 'A' }))).toBe(false);
    expect(isOpen(await render(schema, ui_schema, { 'root[note]': 'A' }))).toBe(true);
  });

  test('are so too where the fields in them depend on the data', async () => {
    const dependent = { type: 'object', properties: { home: { ...group, minProperties: 1, not: false } } };
    const page = await render(dependent, { home: { 'ui:options': closed } }, { 'root[home][city]': 'A' });
    expect(isOpen(page)).toBe(true);
  });
});

describe('steps', () => {
  const schema = {
    type: 'object',
    properties: { a: { type: 'string', minLength: 2 }, b: { type: 'string', minLength: 2 } },
  };
  const sections = [
    { title: 'First', fields: ['a'] },
    { title: 'Empty', fields: ['none'] },
  ];
  const ui_schema = { 'ui:options': { steps: true, sections } };
  const getStep = (page: string) => /<fieldset class="section">.*?<h2 [^>]*>([^<]*)/s.exec(page)?.[1];
  const getErrors = (page: string) => page.match(/class="field-error"/g)?.length ?? 0;

  test('are one page each, those without a field none', async () => {
    expect(getStep(await render(schema, ui_schema))).toBe('Step 1 of 2: First');
    expect(getStep(await render(schema, ui_schema, { 'root[a]': 'xx', form_next: '0' }))).toBe('Step 2 of 2');
    expect(getStep(await render(schema, ui_schema, { 'root[a]': 'xx', form_back: '2' }))).toBe(
      'Step 1 of 2: First',
    );
  });

  test('are validated when they are left by Next, and all together at the end', async () => {
    const both = { 'root[a]': 'x', 'root[b]': 'x' };
    const next = await render(schema, ui_schema, { ...both, form_next: '0' });
    expect([getStep(next), getErrors(next)]).toEqual(['Step 1 of 2: First', 1]);
    const back = await render(schema, ui_schema, { ...both, form_back: '2' });
    expect([getStep(back), getErrors(back)]).toEqual(['Step 1 of 2: First', 0]);
    const saved = await render(schema, ui_schema, both);
    expect([getStep(saved), getErrors(saved)]).toEqual(['Step 1 of 2: First', 2]);
    const later = await render(schema, ui_schema, { ...both, 'root[a]': 'xx' });
    expect([getStep(later), getErrors(later)]).toEqual(['Step 2 of 2', 1]);
  });

  test('are in a list whose buttons lead to any of them and keep the input', async () => {
    const page = await render(schema, ui_schema, { 'root[a]': 'x', form_go_to: '2' });
    expect([getStep(page), getErrors(page)]).toEqual(['Step 2 of 2', 0]);
    expect(page).toMatch(/<input[^>]* name="root\[a\]"[^>]* value="x"/);
    expect(page).toMatch(/<li><button [^>]*value="0" name="form_go_to" formAction="\?step=1">First</);
    expect(page).toContain('<li aria-current="step">Step 2 of 2</li>');
  });

  test('stay where they are when a list in them changes', async () => {
    const list = {
      ...schema,
      properties: { ...schema.properties, b: { type: 'array', items: { type: 'string' } } },
    };
    const page = await render(list, ui_schema, { change_list: 'add root[b]' });
    expect(getStep(page)).toBe('Step 2 of 2');
    expect(page).toContain('name="root[b][0]"');
  });

  test('are not where the root is a choice between schemas', async () => {
    const branch = (key: string) => ({ required: [key], properties: { [key]: { type: 'string' } } });
    const page = await render({ ...schema, oneOf: [branch('c'), branch('d')] }, ui_schema);
    expect(page).not.toContain('Step 1');
    expect(page).toContain('name="root[b]"');
  });
});

test('sections hold of fields that depend on the data', async () => {
  const schema = {
    type: 'object',
    properties: { kind: { type: 'string' }, other: { type: 'string' } },
    if: { properties: { kind: { const: 'a' } }, required: ['kind'] },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    then: { properties: { extra: { type: 'string', title: 'Extra' } } },
  };
  const ui_schema = { 'ui:options': { sections: [{ title: 'Part', fields: ['extra', 'kind'] }] } };
  const page = await render(schema, ui_schema, { 'root[kind]': 'a' });
  expect(page).toMatch(
    /<legend class="section-title"><bdi>Part<\/bdi><\/legend>.*Extra.*kind.*<\/fieldset>.*other/s,
  );
});

test('groups and lists say that they are no longer used', async () => {
  const properties = {
    home: { type: 'object', title: 'Home', deprecated: true, properties: { city: { type: 'string' } } },
    jobs: { type: 'array', title: 'Jobs', deprecated: true, items: { type: 'string' } },
  };
  const page = await render({ type: 'object', properties }, {});
  expect(page).toContain('<legend class="group-title"><bdi>Home (No longer used)</bdi></legend>');
  expect(page).toContain('<legend class="group-title"><bdi>Jobs (No longer used)</bdi>');
});

describe('rjsf’s grid', () => {
  const text = { type: 'string' };
  const properties = { a: text, b: text, c: text };
  const schema = { type: 'object', properties: { home: { type: 'object', title: 'Home', properties } } };
  const renderGrid = (layoutGrid: unknown, fields = {}) =>
    render(schema, { home: { 'ui:field': 'LayoutGridField', 'ui:layoutGrid': layoutGrid } }, fields);
  const getColumns = (page: string) => page.match(/grid-column[^"]*/g);

  test('has columns of twelve parts, said in any way that the themes of rjsf have', async () => {
    const page = await renderGrid({
      'ui:row': [
        { 'ui:col': { className: 'col-xs-12 col-md-6', children: ['a'] } },
        { 'ui:col': { size: { md: 4 }, children: ['b'] } },
        { 'ui:col': ['c'] },
      ],
    });
    expect(getColumns(page)).toEqual([
      'grid-column grid-column-6',
      'grid-column grid-column-4',
      'grid-column',
    ]);
    expect(page).toMatch(/<legend class="group-title"><bdi>Home<\/bdi><\/legend>.*name="root\[home\]\[c\]"/s);
    expect(page).not.toMatch(/ style=|undefined/);
  });

  test('shows what has a condition when it holds', async () => {
    const condition = { field: 'a', operator: 'all', value: 'yes', children: [{ 'ui:col': ['b'] }] };
    const layout = { 'ui:row': [{ 'ui:col': ['a'] }, { 'ui:condition': condition }] };
    expect(await renderGrid(layout, { 'root[home][a]': 'no' })).not.toContain('root[home][b]');
    expect(await renderGrid(layout, { 'root[home][a]': 'yes' })).toContain('root[home][b]');
  });

  test.each([7, {}, { 'ui:row': 7 }, { 'ui:row': [7] }, { 'ui:row': [{ 'ui:col': { children: 7 } }] }])(
    'counts as not said when it is none: %j',
    async (layout) => {
      const page = await renderGrid(layout);
      expect(page).not.toContain('class="grid');
      for (const key of ['a', 'b', 'c']) expect(page).toContain(`name="root[home][${key}]"`);
    },
  );
});
