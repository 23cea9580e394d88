import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { english } from '../context/english.ts';
import { FormContext, type FormContextValue } from '../context/form-context.ts';
import { getUiOption, type JsonSchema, type JsonValue, type UiSchema } from '../model/json-schema.ts';
import { findNode, type ValueNode } from '../model/nodes.ts';
import { FormStore } from '../store/form-store.ts';
import { StoreContext } from '../store/store-context.ts';
import { getControlName } from './control-names.ts';
import { moreControls } from './more-controls.ts';
import { nativeControls } from './native-controls.ts';

interface Rendering {
  value?: JsonValue | undefined;
  key?: string;
  isRequired?: boolean;
  errors?: readonly string[];
  context?: Partial<FormContextValue>;
}

const controls = { ...nativeControls, ...moreControls };

function createStore(schema: JsonSchema, uiSchema: UiSchema, { key = 'a', value, isRequired }: Rendering) {
  return new FormStore({
    schema: { type: 'object', properties: { [key]: schema }, required: isRequired ? [key] : [] },
    uiSchema: { [key]: uiSchema },
    data: value === undefined ? {} : { [key]: value },
    chosen: {},
    move: null,
    serverErrors: {},
    validate: () => ({}),
  });
}

function getNode(store: FormStore, key: string): ValueNode {
  return findNode(store.getNode(), [key]) as ValueNode;
}

/** The name of the control that a property gets. */
function choose(schema: JsonSchema, uiSchema: UiSchema = {}, value?: JsonValue, key = 'a'): string {
  const node = getNode(createStore(schema, uiSchema, { key, value }), key);
  return getControlName(node as ValueNode, value);
}

/** The HTML of the control of a property, as the server renders it. */
function render(schema: JsonSchema, uiSchema: UiSchema = {}, rendering: Rendering = {}): string {
  const { key = 'a', value, errors = [], context } = rendering;
  const store = createStore(schema, uiSchema, rendering);
  const node = getNode(store, key);
  const Control = controls[getControlName(node as ValueNode, value)];
  return renderToStaticMarkup(
    <FormContext value={{ ...english, ...context }}>
      <StoreContext value={store}>
        <Control
          {...node}
          label="Label"
          value={value}
          hasAutoFocus={false}
          placeholder={String(getUiOption(uiSchema, 'placeholder') ?? '')}
          errors={errors}
          describedBy={undefined}
          onChange={() => {}}
        />
      </StoreContext>
    </FormContext>,
  );
}

test('no control has two components', () => {
  expect(Object.keys(nativeControls).filter((name) => name in moreControls)).toEqual([]);
});

describe('the control of a value', () => {
  test.each<[string, JsonSchema]>([
    ['text', { type: 'string' }],
    ['text', { type: 'string', format: 'email', maxLength: 254 }],
    ['text', { type: 'string', format: 'toString' }],
    ['textarea', { type: 'string', maxLength: 201 }],
    ['text', { type: 'string', maxLength: 200 }],
    ['password', { type: 'string', format: 'password' }],
    ['tel', { type: 'string', format: 'tel' }],
    ['text', { type: 'string', format: 'tel', readOnly: true }],
    ['time', { type: 'string', format: 'date-time' }],
    ['number', { type: 'integer' }],
    ['checkbox', { type: 'boolean' }],
    ['select', { enum: ['a', 'b'] }],
    ['checkboxes', { type: 'array', uniqueItems: true, items: { enum: ['a', 'b'] } }],
    ['multi-select', { type: 'array', uniqueItems: true, items: { enum: [1, 2, 3, 4, 5, 6, 7, 8] } }],
  ])('is %s for %j', (name, schema) => {
    expect(choose(schema)).toBe(name);
  });

  test.each<[string, JsonSchema, string]>([
    ['radio', { type: 'boolean' }, 'RadioWidget'],
    ['checkboxes', { type: 'array', items: { enum: ['a'] } }, 'CheckboxesWidget'],
    ['range', { type: 'number' }, 'range'],
    ['date-parts', { type: 'string' }, 'alt-date'],
    ['text', { type: 'string', maxLength: 999 }, 'text'],
    ['text', { type: 'string' }, 'range'],
    ['text', { type: 'string' }, 'constructor'],
  ])('is %s for %j with the widget %s', (name, schema, widget) => {
    expect(choose(schema, { 'ui:widget': widget })).toBe(name);
  });

  test('has several lines where the first value has them', () => {
    expect(choose({ type: 'string' }, {}, 'one\ntwo')).toBe('textarea');
    expect(choose({ type: 'string', format: 'markdown' }, {}, 'one\r\ntwo')).toBe('textarea');
    expect(choose({ type: 'string' }, { 'ui:options': { inputType: 'search' } }, 'one\ntwo')).toBe('text');
  });

  test.each(['dob', 'birthday', 'birth_date', 'birthDate', 'dateOfBirth', 'date_of_birth'])(
    'is three fields for a date that is called %s',
    (key) => {
      expect(choose({ type: 'string', format: 'date' }, {}, undefined, key)).toBe('date-parts');
      expect(choose({ type: 'string' }, {}, undefined, key)).toBe('text');
    },
  );

  test('is three fields for a date that browsers fill in as a birthday, and no other date', () => {
    const date = { type: 'string', format: 'date' };
    expect(choose(date, { 'ui:autocomplete': 'section-me bday' })).toBe('date-parts');
    expect(choose(date, { 'ui:autocomplete': 'off' }, undefined, 'dob')).toBe('text');
    expect(choose(date, { 'ui:widget': 'date' }, undefined, 'dob')).toBe('text');
    expect(choose(date, {}, undefined, 'birthplace_visited')).toBe('text');
  });
});

describe('a line of text', () => {
  test.each([
    ['email', 'type="email"', 'dir="ltr"'],
    ['uri', 'type="url"', 'dir="ltr"'],
    ['date', 'type="date"', 'value="2024-02-29"'],
    ['uuid', 'type="text"', 'dir="auto"'],
  ])('of the format %s has %s and %s', (format, ...attributes) => {
    const html = render({ type: 'string', format }, {}, { value: '2024-02-29' });
    for (const attribute of attributes) expect(html).toContain(attribute);
  });

  test.each(['soon', '2024-02-30', '2024-13-01'])('is not a date picker for %s', (value) => {
    const html = render({ type: 'string', format: 'date' }, {}, { value });
    expect(html).toContain('type="text"');
    expect(html).toContain(`value="${value}"`);
  });

  test('suggests the examples of its schema, each of them once', () => {
    const html = render({ type: 'string', examples: ['x', 'y', 'x'] });
    expect(html).toContain('list="root_a__examples"');
    expect(html).toContain(
      '<datalist id="root_a__examples"><option value="x"></option><option value="y"></option>',
    );
  });

  test.each(['file', 'checkbox', 'submit', 'constructor', 7])(
    'takes no type of input that shows no text, as %s',
    (inputType) => {
      expect(render({ type: 'string' }, { 'ui:options': { inputType } })).toContain('type="text"');
    },
  );

  test('has what the uiSchema says of it', () => {
    const html = render(
      { type: 'string' },
      { 'ui:autocomplete': 'name', 'ui:autocapitalize': 'words', 'ui:options': { inputMode: 'search' } },
    );
    expect(html).toContain('autoComplete="name"');
    expect(html).toContain('autoCapitalize="words"');
    expect(html).toContain('inputMode="search"');
  });

  test('can be read and is sent where it is read-only', () => {
    const html = render({ type: 'string', readOnly: true }, {}, { value: 'x' });
    expect(html).toContain('readOnly=""');
    expect(html).not.toContain('disabled');
  });

  test.each<[string, JsonSchema, UiSchema]>([
    ['input input-short', { type: 'string', maxLength: 6 }, {}],
    ['input input-short', { type: 'string' }, { 'ui:autocomplete': 'postal-code' }],
    ['input input-short', { type: 'integer', minimum: 1900, maximum: 2100 }, {}],
    ['input input-medium', { type: 'number' }, {}],
    ['input input-medium', { type: 'string', format: 'date' }, {}],
    ['input', { type: 'string', maxLength: 6 }, { 'ui:placeholder': 'A placeholder of two dozen' }],
    ['input', { type: 'string' }, {}],
  ])('is of the class %s for %j', (name, schema, uiSchema) => {
    expect(render(schema, uiSchema)).toContain(`class="${name}"`);
  });
});

describe('a text area', () => {
  const textarea = { 'ui:widget': 'textarea' };

  test('shows its text as it is', () => {
    const html = render(
      { type: 'string' },
      { ...textarea, 'ui:options': { rows: 9 } },
      { value: '<a>\n,"b"' },
    );
    expect(html).toMatch(/<textarea [^>]*rows="9"[^>]*>&lt;a&gt;\n,&quot;b&quot;<\/textarea>/);
  });

  test('says how much may be typed only where it is limited and can be typed into', () => {
    const limited = { type: 'string', maxLength: 40 };
    expect(render(limited, textarea)).toContain('class="field-count"');
    expect(render({ type: 'string' }, textarea)).not.toContain('class="field-count"');
    expect(render({ ...limited, readOnly: true }, textarea)).not.toContain('class="field-count"');
  });
});

describe('a number', () => {
  test('is written in the signs of the language', () => {
    const writing = { ...english.writing, decimal: ',', group: '.' };
    expect(render({ type: 'number' }, {}, { value: 1.5, context: { writing } })).toContain('value="1,5"');
  });

  test('stays the text that was typed', () => {
    expect(render({ type: 'number' }, {}, { value: '1,5 kg' })).toContain('value="1,5 kg"');
  });

  test.each<[string | null, JsonSchema]>([
    ['numeric', { type: 'integer', minimum: 0 }],
    ['decimal', { type: 'number', exclusiveMinimum: 0 }],
    [null, { type: 'integer' }],
    [null, { type: 'integer', minimum: -5 }],
  ])('has the keyboard %s for %j', (inputMode, schema) => {
    const html = render(schema);
    if (inputMode) expect(html).toContain(`inputMode="${inputMode}"`);
    else expect(html).not.toContain('inputMode');
  });
});

describe('a checkbox', () => {
  const hidden = (value: string) => `<input type="hidden" name="root[a]" value="${value}"/>`;

  test('is sent as false where it is not ticked', () => {
    const html = render({ type: 'boolean' });
    expect(html).toContain(hidden('false'));
    expect(html).not.toContain('checked');
  });

  test.each([true, 'true'])('is ticked for %j', (value) => {
    expect(render({ type: 'boolean' }, {}, { value })).toContain('checked=""');
  });

  test('of a consent is sent as nothing where it is not ticked', () => {
    expect(render({ const: true })).toContain(hidden(''));
  });

  test.each<UiSchema>([{ 'ui:readonly': true }, { 'ui:disabled': true }])(
    'is not sent with %j',
    (uiSchema) => {
      const html = render({ type: 'boolean' }, uiSchema, { value: true });
      expect(html).not.toContain('type="hidden"');
      expect(html).toContain('disabled=""');
    },
  );
});

describe('a select', () => {
  test('has its options, after one for no value', () => {
    const html = render({ enum: ['a', 'b'] }, { 'ui:enumNames': ['A', 'B'] }, { value: 'b' });
    expect(html).toContain(
      '<option value="">Choose</option><option value="a">A</option><option value="b" selected="">B</option></select>',
    );
  });

  test('keeps a value that is not an option', () => {
    const html = render({ enum: ['a'] }, {}, { value: '<b>' });
    expect(html).toContain('<option value="&lt;b&gt;" selected="">&lt;b&gt;</option></select>');
  });

  test('compares values as they stand in markup', () => {
    const schema = { enum: [{ x: 1 }, 2, null] };
    expect(render(schema, {}, { value: { x: 1 } })).toContain(
      '<option value="{&quot;x&quot;:1}" selected="">1<',
    );
    expect(render(schema, {}, { value: '2' })).toContain('<option value="2" selected="">2<');
    expect(render(schema, {}, { value: null })).toContain('<option value="" selected="">Choose<');
  });

  test('disables options', () => {
    const html = render({ enum: [1, 2] }, { 'ui:enumDisabled': [2] });
    expect(html).toContain('<option value="1">1</option><option value="2" disabled="">2</option>');
  });

  test('of yes and no is in the language of the form, unless they have names', () => {
    const select = { 'ui:widget': 'select' };
    expect(render({ type: 'boolean' }, select)).toContain('<option value="true">Yes<');
    expect(render({ type: 'boolean', enum: [false] }, select)).toContain('<option value="false">No<');
    const named = { ...select, 'ui:enumNames': ['Sure', 'Never'] };
    expect(render({ type: 'boolean' }, named)).toContain('<option value="false">Never<');
  });

  test('is disabled where it is read-only', () => {
    expect(render({ enum: ['a'], readOnly: true })).toContain('disabled=""');
  });

  test('of many options is a select without script', () => {
    const html = render({ enum: Array.from({ length: 15 }, (_, index) => index) }, {}, { value: 3 });
    expect(html).toMatch(/^<div class="combobox"><select id="root_a" name="root\[a\]" [^>]*>/);
    expect(html).toContain('<option value="3" selected="">3<');
  });
});

describe('radios', () => {
  const radio = { 'ui:widget': 'radio' };
  const getValues = (html: string) => [...html.matchAll(/value="([^"]*)"/g)].map(([, value]) => value);

  test('share a name, and each has an id', () => {
    const html = render({ enum: ['a', 'b'] }, radio, { value: 'b' });
    expect(html).toContain('<input type="radio" id="root_a-0" name="root[a]" value="a"/><span>a</span>');
    expect(html).toContain('id="root_a-1" name="root[a]" checked="" value="b"/>');
  });

  test('have one for null, and one for a value that is not an option', () => {
    const html = render({ enum: ['a', null] }, radio, { value: 'c' });
    expect(getValues(html)).toEqual(['a', '', 'c']);
    expect(html).toContain('<span>Not given</span>');
    expect(html).toMatch(/checked="" value="c"/);
  });

  test('have one for options that are the same in markup', () => {
    expect(getValues(render({ enum: [1, '1'] }, radio))).toEqual(['1']);
  });

  test('stand in lines where the uiSchema says so, and where a few are short', () => {
    const long = 'a'.repeat(40);
    expect(render({ enum: [long] }, radio)).toContain('class="choices"');
    expect(render({ enum: ['a', 'b'] }, radio)).toContain('class="choices choices-short"');
    expect(render({ enum: ['a', 'b'] }, { ...radio, 'ui:inline': false })).toContain('class="choices"');
    expect(render({ enum: ['a'] }, { ...radio, 'ui:inline': true })).toContain(
      'class="choices choices-inline"',
    );
  });

  test.each<[string, JsonSchema]>([
    ['constants', { oneOf: [{ const: 'a', title: 'A', description: 'First' }, { const: 'b' }] }],
    ['enumDescriptions', { enum: ['a', 'b'], enumDescriptions: ['First'], enumNames: ['A'] }],
  ])('are described by the descriptions of %s', (_, schema) => {
    const html = render(schema, radio, { key: 'a b' });
    expect(html).toMatch(/aria-describedby="root_a.b-0__description"[^>]*><span>A<\/span><\/label>/);
    expect(html).toContain('<p class="field-help" id="root_a.b-0__description">First</p>');
    expect(html.match(/aria-describedby/g)).toHaveLength(1);
  });

  test('are disabled one by one, or all of them', () => {
    expect(render({ enum: [1, 2] }, { ...radio, 'ui:enumDisabled': ['1'] }).match(/disabled/g)).toHaveLength(
      1,
    );
    expect(render({ enum: [1, 2] }, { ...radio, 'ui:readonly': true }).match(/disabled/g)).toHaveLength(2);
  });
});

describe('a date in three fields', () => {
  const parts = { 'ui:widget': 'date-parts' };
  const date = { type: 'string', format: 'date' };
  const getOrder = (html: string) => [...html.matchAll(/name="root\[a\]\[(\w+)\]"/g)].map(([, part]) => part);

  test('has them in the order of the language, or of the uiSchema', () => {
    const writing = { ...english.writing, date: ['year', 'month', 'day'] as const };
    expect(getOrder(render(date, parts))).toEqual(['day', 'month', 'year']);
    expect(getOrder(render(date, parts, { context: { writing } }))).toEqual(['year', 'month', 'day']);
    const html = render(date, { ...parts, 'ui:options': { format: 'MDY' } });
    expect(getOrder(html)).toEqual(['month', 'day', 'year']);
    expect(getOrder(render(date, { ...parts, 'ui:options': { format: 'DDD' } }))).toHaveLength(3);
  });

  test('marks the fields that are wrong, and no others', () => {
    const html = render(date, parts, { value: { day: '5', month: '13', year: '' }, errors: ['Wrong'] });
    const invalid = [...html.matchAll(/<input [^>]*aria-invalid="true"[^>]*>/g)].map(([input]) => input);
    expect(invalid).toEqual([expect.stringContaining('[month]'), expect.stringContaining('[year]')]);
    expect(html).toContain('value="13"');
  });

  test('is filled in part by part', () => {
    const html = render(date, { ...parts, 'ui:autocomplete': 'bday' }, { value: '1990-03-05' });
    for (const attribute of ['bday-day', 'bday-month', 'bday-year']) {
      expect(html).toContain(`autoComplete="${attribute}"`);
    }
    expect(html).toMatch(/name="root\[a\]\[month\]"[^>]*value="3"/);
  });

  test('suggests the years of a range, at most 200 of them', () => {
    const suggest = (yearsRange: unknown) => {
      const html = render(date, { ...parts, 'ui:options': { yearsRange } });
      return [...html.matchAll(/<option value="(\d+)"/g)].map(([, year]) => Number(year));
    };
    const year = new Date().getFullYear();
    expect(suggest([2001, 2003])).toEqual([2001, 2002, 2003]);
    expect(suggest([0, -2])).toEqual([year, year - 1, year - 2]);
    expect(suggest([1, 1e9])).toHaveLength(200);
    expect(suggest([1, Number.NaN])).toEqual([]);
    expect(suggest('2001')).toEqual([]);
  });
});

describe('a list of options', () => {
  const list = (options: JsonValue[]) => ({ type: 'array', uniqueItems: true, items: { enum: options } });
  const select = { 'ui:widget': 'select' };

  test.each<[string, UiSchema]>([
    ['checkboxes', {}],
    ['a select', select],
  ])('as %s is sent after an empty value', (_, uiSchema) => {
    const html = render(list(['a', 'b']), uiSchema, { value: ['b'] });
    expect(html).toContain('<input type="hidden" name="root[a]" value=""/>');
    expect(html).toContain('name="root[a][]"');
    expect(html).toMatch(/checked="" value="b"|value="b" selected=""/);
  });

  test.each<[string, UiSchema]>([
    ['checkboxes', {}],
    ['a select', select],
  ])('as %s keeps a disabled option, and a value that is not an option', (_, uiSchema) => {
    const html = render(list([1, 2]), { ...uiSchema, 'ui:enumDisabled': [1] }, { value: [1, 9] });
    expect(html).toContain('<input type="hidden" name="root[a][]" value="1"/>');
    expect(html).toMatch(/checked="" value="9"|value="9" selected=""/);
  });

  test.each<[string, UiSchema]>([
    ['checkboxes', {}],
    ['a select', select],
  ])('as %s is not sent where it is read-only', (_, uiSchema) => {
    const html = render(list(['a']), { ...uiSchema, 'ui:readonly': true }, { value: ['a'] });
    expect(html).not.toContain('type="hidden"');
    expect(html).toContain('disabled=""');
  });
});

describe('without script', () => {
  test('a time carries what its field cannot show', () => {
    const html = render(
      { type: 'string', format: 'date-time' },
      {},
      { value: '2024-03-15T09:00:15.5-05:00' },
    );
    expect(html).toContain('<input type="hidden" name="root[a][was]" value="2024-03-15T09:00:15.5-05:00"/>');
    expect(html).toMatch(/name="root\[a\]\[local\]"[^>]*value="2024-03-15T09:00:15.5"/);
    expect(html).toMatch(/type="datetime-local"[^>]*step="any"|step="any"[^>]*type="datetime-local"/);
    const typed = render({ type: 'string', format: 'time' }, {}, { value: { local: 'noon', was: '' } });
    expect(typed).toContain('type="text"');
    expect(typed).toContain('value="noon"');
  });

  test('tags are one line', () => {
    const schema = { type: 'array', items: { type: 'string' } };
    const html = render(schema, { 'ui:widget': 'tags' }, { value: ['a', 'b, c'], key: 'my list' });
    expect(html).toContain('value="a, &quot;b, c&quot;"');
    expect(html).toMatch(
      /aria-describedby="root_my.list__tags".*<p class="field-help" id="root_my.list__tags">/,
    );
    expect(html).not.toContain('<button');
  });

  test.each<[string, JsonSchema, UiSchema]>([
    ['slider', { type: 'integer' }, { 'ui:widget': 'range' }],
    ['color picker', { type: 'string', format: 'color' }, {}],
    ['button that shows a secret', { type: 'string', format: 'password' }, {}],
  ])('there is no %s', (_, schema, uiSchema) => {
    const html = render(schema, uiSchema, { value: 5 });
    expect(html).toContain('value="5"');
    expect(html).not.toMatch(/type="(range|color)"|<button/);
  });

  test('files are kept, removed and sent under one name', () => {
    const files = {
      translate: (key: string) => key,
      send: async () => ({ kind: 'failed', message: null }) as const,
    };
    const schema = { type: 'array', items: { type: 'string' } };
    const upload = { 'ui:widget': 'upload', 'ui:options': { accept: '.PDF' } };
    const html = render(schema, upload, { value: ['data:text/plain;name=x.txt,x'], context: { files } });
    expect(html).toContain('<input type="hidden" name="root[a][0]" value="data:text/plain;name=x.txt,x"/>');
    expect(html).toContain('<input type="checkbox" aria-label="Remove: x.txt" name="root[a][0]" value=""/>');
    expect(html).toMatch(/type="file"[^>]*name="root\[a\]\[\]"|name="root\[a\]\[\]"[^>]*type="file"/);
    expect(html).toContain('accept=".pdf"');
  });
});
