import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { english } from '../context/english.ts';
import { FormContext, type FormContextValue } from '../context/form-context.ts';
import { getControlName } from '../model/control-names.ts';
import { getUiOption, type JsonSchema, type JsonValue, type UiSchema } from '../model/json-schema.ts';
import { findNode, type ValueNode } from '../model/nodes.ts';
import { FormStore } from '../store/form-store.ts';
import { StoreContext } from '../store/store-context.ts';
import { coreControls } from './core-controls.ts';
import { moreControls } from './more-controls.ts';

interface Rendering {
  value?: JsonValue | undefined;
  key?: string;
  isRequired?: boolean;
  errors?: readonly string[];
  context?: Partial<FormContextValue>;
}

const controls = { ...coreControls, ...moreControls };

function createFormStore(
  schema: JsonSchema,
  uiSchema: UiSchema,
  { key = 'a', value, isRequired }: Rendering,
) {
  return new FormStore({
    schema: { type: 'object', properties: { [key]: schema }, required: isRequired ? [key] : [] },
    uiSchema: { [key]: uiSchema },
    data: value === undefined ? {} : { [key]: value },
    chosen: {},
    navigation: null,
    serverErrors: {},
    validate: () => ({}),
  });
}

function getNode(store: FormStore, key: string): ValueNode {
  return findNode(store.getNode(), [key]) as ValueNode;
}

/** Returns the name of the control that a property gets. */
function choose(schema: JsonSchema, uiSchema: UiSchema = {}, value?: JsonValue, key = 'a'): string {
  const node = getNode(createFormStore(schema, uiSchema, { key, value }), key);
  return getControlName(node as ValueNode, value);
}

/** Returns the HTML of a property's control, as the server renders it. */
function render(schema: JsonSchema, uiSchema: UiSchema = {}, rendering: Rendering = {}): string {
  const { key = 'a', value, errors = [], context } = rendering;
  const store = createFormStore(schema, uiSchema, rendering);
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

test('no control is in both coreControls and moreControls', () => {
  expect(Object.keys(coreControls).filter((name) => name in moreControls)).toEqual([]);
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
    ['date-parts', { type: 'string', format: 'date-time' }],
    ['date-parts', { type: 'string', format: 'iso-time' }],
    ['date-parts', { type: 'string', format: 'month' }],
    ['number', { type: 'integer' }],
    ['checkbox', { type: 'boolean' }],
    ['select', { type: ['boolean', 'null'] }],
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
    ['date-parts', { type: 'string' }, 'date'],
    ['date-parts', { type: 'string' }, 'AltDateTimeWidget'],
    ['date-parts', { type: 'string' }, 'week'],
    ['text', { type: 'string', maxLength: 999 }, 'text'],
    ['text', { type: 'string' }, 'range'],
    ['text', { type: 'string' }, 'constructor'],
  ])('is %s for %j with the widget %s', (name, schema, widget) => {
    expect(choose(schema, { 'ui:widget': widget })).toBe(name);
  });

  test('is a text area if the initial value has line breaks', () => {
    expect(choose({ type: 'string' }, {}, 'one\ntwo')).toBe('textarea');
    expect(choose({ type: 'string', format: 'markdown' }, {}, 'one\r\ntwo')).toBe('textarea');
    expect(choose({ type: 'string' }, { 'ui:options': { inputType: 'search' } }, 'one\ntwo')).toBe('text');
  });

  test('is a field for each part of a date, unless the uiSchema asks for the field of the browser', () => {
    const native = (inputType: string) => ({ 'ui:options': { inputType } });
    expect(choose({ type: 'string', format: 'date' }, {})).toBe('date-parts');
    expect(choose({ type: 'string', format: 'date' }, native('date'))).toBe('text');
    expect(choose({ type: 'string' }, native('month'))).toBe('text');
    expect(choose({ type: 'string', format: 'time' }, native('time'))).toBe('date-parts');
  });
});

describe('a text control', () => {
  test.each([
    ['email', 'type="email"', 'dir="ltr"'],
    ['uri', 'type="url"', 'dir="ltr"'],
    ['uuid', 'type="text"', 'dir="auto"'],
  ])('for the format %s has %s and %s', (format, ...attributes) => {
    const html = render({ type: 'string', format }, {}, { value: '2024-02-29' });
    for (const attribute of attributes) expect(html).toContain(attribute);
  });

  test.each(['soon', '2024-02-30', '2024-13-01'])('is not a date picker for the value %s', (value) => {
    const renderDate = (text: string) =>
      render({ type: 'string' }, { 'ui:options': { inputType: 'date' } }, { value: text });
    expect(renderDate('2024-02-29')).toContain('type="date"');
    const html = renderDate(value);
    expect(html).toContain('type="text"');
    expect(html).toContain(`value="${value}"`);
  });

  test('suggests each example of its schema once', () => {
    const html = render({ type: 'string', examples: ['x', 'y', 'x'] });
    expect(html).toContain('list="root_a__examples"');
    expect(html).toContain(
      '<datalist id="root_a__examples"><option value="x"></option><option value="y"></option>',
    );
  });

  test.each(['file', 'checkbox', 'submit', 'constructor', 7])(
    'ignores the input type %s, which shows no text',
    (inputType) => {
      expect(render({ type: 'string' }, { 'ui:options': { inputType } })).toContain('type="text"');
    },
  );

  test('has the attributes from the uiSchema', () => {
    const html = render(
      { type: 'string' },
      { 'ui:autocomplete': 'name', 'ui:autocapitalize': 'words', 'ui:options': { inputMode: 'search' } },
    );
    expect(html).toContain('autoComplete="name"');
    expect(html).toContain('autoCapitalize="words"');
    expect(html).toContain('inputMode="search"');
  });

  test('is submitted if it is read-only', () => {
    const html = render({ type: 'string', readOnly: true }, {}, { value: 'x' });
    expect(html).toContain('readOnly=""');
    expect(html).not.toContain('disabled');
  });

  test.each<[string, JsonSchema, UiSchema]>([
    ['input input-short', { type: 'string', maxLength: 6 }, {}],
    ['input input-short', { type: 'string' }, { 'ui:autocomplete': 'postal-code' }],
    ['input input-short', { type: 'integer', minimum: 1900, maximum: 2100 }, {}],
    ['input input-medium', { type: 'number' }, {}],
    ['input input-medium', { type: 'string', format: 'date' }, { 'ui:options': { inputType: 'date' } }],
    [
      'input input-long',
      { type: 'string', maxLength: 6 },
      { 'ui:placeholder': 'A placeholder of two dozen' },
    ],
    ['input input-full', { type: 'string' }, {}],
  ])('has the class %s for %j', (name, schema, uiSchema) => {
    expect(render(schema, uiSchema)).toContain(`class="${name}"`);
  });
});

describe('a text area', () => {
  const textarea = { 'ui:widget': 'textarea' };

  test('escapes its text', () => {
    const html = render(
      { type: 'string' },
      { ...textarea, 'ui:options': { rows: 9 } },
      { value: '<a>\n,"b"' },
    );
    expect(html).toMatch(/<textarea [^>]*rows="9"[^>]*>&lt;a&gt;\n,&quot;b&quot;<\/textarea>/);
  });

  test('counts characters only if it has a limit and is editable', () => {
    const limited = { type: 'string', maxLength: 40 };
    expect(render(limited, textarea)).toContain('class="field-count"');
    expect(render({ type: 'string' }, textarea)).not.toContain('class="field-count"');
    expect(render({ ...limited, readOnly: true }, textarea)).not.toContain('class="field-count"');
  });
});

describe('a number', () => {
  test('is shown in the notation of the language', () => {
    const writing = { ...english.writing, decimal: ',', group: '.' };
    expect(render({ type: 'number' }, {}, { value: 1.5, context: { writing } })).toContain('value="1,5"');
  });

  test('keeps typed text that is not a number', () => {
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

  test('is submitted as false if it is not ticked', () => {
    const html = render({ type: 'boolean' });
    expect(html).toContain(hidden('false'));
    expect(html).not.toContain('checked');
  });

  test.each([true, 'true'])('is ticked for %j', (value) => {
    expect(render({ type: 'boolean' }, {}, { value })).toContain('checked=""');
  });

  test('for a consent is submitted as empty if it is not ticked', () => {
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

  test('compares values in markup form', () => {
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

  test('for a boolean is in the language of the form, unless its options have titles', () => {
    const select = { 'ui:widget': 'select' };
    expect(render({ type: 'boolean' }, select)).toContain('<option value="true">Yes<');
    expect(render({ type: 'boolean', enum: [false] }, select)).toContain('<option value="false">No<');
    const named = { ...select, 'ui:enumNames': ['Sure', 'Never'] };
    expect(render({ type: 'boolean' }, named)).toContain('<option value="false">Never<');
  });

  test('is disabled if it is read-only', () => {
    expect(render({ enum: ['a'], readOnly: true })).toContain('disabled=""');
  });

  test('with many options is rendered as a native select on the server', () => {
    const html = render({ enum: Array.from({ length: 15 }, (_, index) => index) }, {}, { value: 3 });
    expect(html).toMatch(/^<div class="combobox input-short"><select id="root_a" name="root\[a\]" [^>]*>/);
    expect(html).toContain('<option value="3" selected="">3<');
  });
});

describe('radios', () => {
  const radio = { 'ui:widget': 'radio' };
  const getValues = (html: string) => [...html.matchAll(/value="([^"]*)"/g)].map(([, value]) => value);

  test('share a name, and each has an id', () => {
    const html = render({ enum: ['a', 'b'] }, radio, { value: 'b' });
    expect(html).toContain('<input type="radio" id="root_a-0" name="root[a]" value="a"/><bdi>a</bdi>');
    expect(html).toContain('id="root_a-1" name="root[a]" checked="" value="b"/>');
  });

  test('include null and a value that is not an option', () => {
    const html = render({ enum: ['a', null] }, radio, { value: 'c' });
    expect(getValues(html)).toEqual(['a', '', 'c']);
    expect(html).toContain('<bdi>Not given</bdi>');
    expect(html).toMatch(/checked="" value="c"/);
  });

  test('include only one of several options that are equal in markup', () => {
    expect(getValues(render({ enum: [1, '1'] }, radio))).toEqual(['1']);
  });

  test('are in lines if the uiSchema says so or if they are few and short', () => {
    const long = 'a'.repeat(64);
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
    expect(html).toMatch(/aria-describedby="root_a.b-0__description"[^>]*><bdi>A<\/bdi><\/label>/);
    expect(html).toContain('<p class="field-help" id="root_a.b-0__description"><bdi>First</bdi></p>');
    expect(html.match(/aria-describedby/g)).toHaveLength(1);
  });

  test('have the language of their titles', () => {
    const named = { 'ui:enumNames': ['English', 'العربية'], 'ui:enumLangs': ['en', 'ar'] };
    const schema = { enum: ['en', 'ar'] };
    expect(render(schema, named)).toContain('<option value="ar" lang="ar">العربية</option>');
    expect(render(schema, { ...named, ...radio })).toContain('<bdi lang="ar">العربية</bdi>');
    expect(render(schema, { ...named, ...radio, 'ui:enumLangs': { ar: 'ar' } })).toContain(
      '<bdi>English</bdi>',
    );
    const list = { type: 'array', uniqueItems: true, items: schema };
    expect(render(list, named)).toContain('<bdi lang="ar">العربية</bdi>');
  });

  test('can be disabled individually or together', () => {
    expect(render({ enum: [1, 2] }, { ...radio, 'ui:enumDisabled': ['1'] }).match(/disabled/g)).toHaveLength(
      1,
    );
    expect(render({ enum: [1, 2] }, { ...radio, 'ui:readonly': true }).match(/disabled/g)).toHaveLength(2);
  });
});

describe('a date in separate fields', () => {
  const parts = { 'ui:widget': 'date-parts' };
  const date = { type: 'string', format: 'date' };
  const getOrder = (html: string) => [...html.matchAll(/name="root\[a\]\[(\w+)\]"/g)].map(([, part]) => part);

  test('has the order of the language or of the uiSchema', () => {
    const writing = { ...english.writing, date: ['year', 'month', 'day'] as const };
    expect(getOrder(render(date, parts))).toEqual(['day', 'month', 'year']);
    expect(getOrder(render(date, parts, { context: { writing } }))).toEqual(['year', 'month', 'day']);
    const html = render(date, { ...parts, 'ui:options': { format: 'MDY' } });
    expect(getOrder(html)).toEqual(['month', 'day', 'year']);
    expect(getOrder(render(date, { ...parts, 'ui:options': { format: 'DDD' } }))).toHaveLength(3);
  });

  test('marks only the invalid fields', () => {
    const html = render(date, parts, { value: { day: '5', month: '13', year: '' }, errors: ['Wrong'] });
    const invalid = [...html.matchAll(/<input [^>]*aria-invalid="true"[^>]*>/g)].map(([input]) => input);
    expect(invalid).toEqual([expect.stringContaining('[month]'), expect.stringContaining('[year]')]);
    expect(html).toContain('value="13"');
  });

  test('has an autocomplete token and a value for each part', () => {
    const html = render(date, { ...parts, 'ui:autocomplete': 'bday' }, { value: '1990-03-05' });
    for (const attribute of ['bday-day', 'bday-month', 'bday-year']) {
      expect(html).toContain(`autoComplete="${attribute}"`);
    }
    expect(html).toMatch(/name="root\[a\]\[month\]"[^>]*value="3"/);
  });

  test('suggests up to 200 years of a range', () => {
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
  ])('as %s is submitted after an empty value', (_, uiSchema) => {
    const html = render(list(['a', 'b']), uiSchema, { value: ['b'] });
    expect(html).toContain('<input type="hidden" name="root[a]" value=""/>');
    expect(html).toContain('name="root[a][]"');
    expect(html).toMatch(/checked="" value="b"|value="b" selected=""/);
  });

  test.each<[string, UiSchema]>([
    ['checkboxes', {}],
    ['a select', select],
  ])('as %s keeps a disabled option and a value that is not an option', (_, uiSchema) => {
    const html = render(list([1, 2]), { ...uiSchema, 'ui:enumDisabled': [1] }, { value: [1, 9] });
    expect(html).toContain('<input type="hidden" name="root[a][]" value="1"/>');
    expect(html).toMatch(/checked="" value="9"|value="9" selected=""/);
  });

  test.each<[string, UiSchema]>([
    ['checkboxes', {}],
    ['a select', select],
  ])('as %s is not submitted if it is read-only', (_, uiSchema) => {
    const html = render(list(['a']), { ...uiSchema, 'ui:readonly': true }, { value: ['a'] });
    expect(html).not.toContain('type="hidden"');
    expect(html).toContain('disabled=""');
  });
});

describe('without script', () => {
  test('a hidden field submits the zone and the fraction of a second, which no field shows', () => {
    const dateTime = { type: 'string', format: 'date-time' };
    const html = render(dateTime, {}, { value: '2024-03-15T09:00:15.5-05:00' });
    expect(html).toMatch(
      /<input hidden=""[^>]* name="root\[a\]\[was\]" value="2024-03-15T09:00:15.5-05:00"\/>/,
    );
    const fields = [...html.matchAll(/name="root\[a\]\[(\w+)\]"[^>]* value="([^"]*)"/g)].slice(0, -1);
    expect(fields.map(([, part, text]) => `${part} ${text}`)).toEqual([
      'day 15',
      'month 3',
      'year 2024',
      'hour 09',
      'minute 00',
      'second 15',
    ]);
  });

  test('a time has no field for seconds that are 0, and comes back as it was typed', () => {
    const time = { type: 'string', format: 'time' };
    expect(render(time, {}, { value: '09:00:00Z' })).not.toContain('[second]');
    expect(render({ ...time, default: '09:00:30Z' })).toContain('[second]');
    const html = render(time, {}, { value: { hour: 'noon', minute: '', was: '' }, errors: ['Wrong'] });
    expect(html).toContain('value="noon"');
    expect(html.match(/aria-invalid/g)).toHaveLength(2);
  });

  test('tags are a single text field', () => {
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

  test('files are kept, removed and submitted under one name', () => {
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
