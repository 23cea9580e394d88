import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { ViewContextValue, ViewTexts } from '../context/form-context.ts';
import type { JsonSchema, JsonValue, UiSchema } from '../model/json-schema.ts';
import { loadPhoneFormat } from './phone-format.ts';
import { SchemaView } from './SchemaView.tsx';

const words: ViewTexts = {
  yes: 'Yes',
  no: 'No',
  notGiven: 'Not given',
  show: 'Show',
  hide: 'Hide',
  deprecated: 'No longer used',
  edit: 'Edit',
  add: 'Add',
  incomplete: 'Some details are missing.',
  weekOf: (week, year) => `Week ${week}, ${year}`,
  item: (title, number, value) => `${title} ${number}${value === null ? '' : `: ${value}`}`.trim(),
};

function render(schema: JsonSchema, data: JsonValue | undefined, uiSchema: UiSchema = {}, locale = 'en-GB') {
  const context: ViewContextValue = { locale, texts: words };
  return renderToStaticMarkup(
    <SchemaView schema={schema} uiSchema={uiSchema} data={data} context={context} />,
  );
}

/** Returns the visible text: a line for each heading (`h2 Home`), pair (`City: Dubai`) and item (`- one`). */
function read(...parameters: Parameters<typeof render>): string[] {
  return render(...parameters)
    .replaceAll(/<(h\d)[^>]*>/g, '\n$1 ')
    .replaceAll(/<(dt|p|dl|div class="view-alone")[^>]*>/g, '\n')
    .replaceAll('</dt>', ': ')
    .replaceAll('<li>', '\n- ')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Returns the visible text of one property. */
function readOne(schema: JsonSchema, value: JsonValue | undefined, uiSchema: UiSchema = {}, locale?: string) {
  const data = value === undefined ? {} : { it: value };
  const whole = { type: 'object', properties: { it: { title: 'It', ...schema } } };
  return read(whole, data, { it: uiSchema }, locale).map((line) => line.replace(/^It: ?/, ''));
}

/** Returns the markup of one property's value. */
function renderOne(schema: JsonSchema, value: JsonValue, uiSchema: UiSchema = {}, locale?: string): string {
  const whole = { type: 'object', properties: { it: { title: 'It', ...schema } } };
  return /<dd>(.*)<\/dd>/.exec(render(whole, { it: value }, { it: uiSchema }, locale))?.[1] ?? '';
}

const text = { type: 'string' };
const person = {
  type: 'object',
  title: 'Person',
  properties: {
    name: { type: 'string', title: 'Name' },
    born: { type: 'string', format: 'date', title: 'Born' },
  },
};

describe('a form of texts', () => {
  const schema = {
    type: 'object',
    properties: {
      name: { type: 'string', title: 'Name' },
      dob: { type: 'string', title: 'Born', format: 'date' },
      gender: { type: ['string', 'null'], title: 'Gender', enum: ['f', 'm', null] },
      constructor: { type: 'string', title: 'Builder' },
    },
  };
  const uiSchema = { gender: { 'ui:enumNames': ['Female', 'Male', 'Not stated'] } };

  test('is shown as one row for each value', () => {
    const data = { name: 'Lina', dob: '1990-03-15', gender: null };
    expect(read(schema, data, uiSchema)).toEqual([
      'Name: Lina',
      'Born: 15 March 1990',
      'Gender: Not stated',
      'Builder: Not given',
    ]);
  });
});

describe('texts', () => {
  test('are isolated, so that their direction does not affect other texts', () => {
    expect(renderOne(text, 'ليلى')).toBe('<bdi class="view-text">ليلى</bdi>');
    expect(renderOne(text, '<b>&')).toContain('&lt;b&gt;&amp;');
  });

  test.each([undefined, null, ''])('that are missing (%j) are shown as "not given"', (value) => {
    expect(readOne(text, value)).toEqual(['Not given']);
    expect(readOne({ ...text, deprecated: true }, value)).toEqual(['It No longer used: Not given']);
  });

  test('of an email address and of a telephone number run from left to right, and are links on demand', () => {
    const link = { 'ui:options': { link: true } };
    const email = '<bdi dir="ltr">a+b@example.com</bdi>';
    expect(renderOne({ ...text, format: 'email' }, 'a+b@example.com')).toBe(email);
    expect(renderOne({ ...text, format: 'email' }, 'a+b@example.com', link)).toBe(
      `<a href="mailto:a+b@example.com">${email}</a>`,
    );
    const tel = { ...text, format: 'tel' };
    expect(renderOne(tel, '+971 (50) 123-4567')).not.toContain('<a');
    expect(renderOne(tel, '+971 (50) 123-4567', link)).toContain('href="tel:+971501234567"');
    const options = { 'ui:options': { inputType: 'tel', link: true } };
    expect(renderOne(text, '+1 2', options)).toContain('href="tel:+12"');
  });

  test('of a telephone number get the spaces of its country once the library is loaded', async () => {
    await loadPhoneFormat();
    expect(renderOne({ ...text, format: 'tel' }, '+254712345678')).toContain('>+254 712 345678<');
    expect(renderOne({ ...text, format: 'tel' }, '0712345678')).toContain('>0712345678<');
  });

  test.each([
    ['email', 'a@b?subject=x@y'],
    ['email', 'nobody'],
    ['tel', 'ask for me'],
  ])('of format %s that are invalid are not links: %s', (format, value) => {
    expect(renderOne({ ...text, format }, value)).toBe(`<bdi class="view-text">${value}</bdi>`);
  });

  test('of a web address are links', () => {
    expect(renderOne({ ...text, format: 'uri' }, 'https://example.com/?a=1')).toBe(
      '<a href="https://example.com/?a=1" rel="noopener noreferrer"><bdi dir="ltr">https://example.com/?a=1</bdi></a>',
    );
    expect(renderOne(text, 'http://example.com', { 'ui:widget': 'URLWidget' })).toContain(
      '<a href="http://example.com"',
    );
  });

  test.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    ' https://x',
    'https://',
    '//x.example',
  ])('of a URL that is not a web address are not links: %s', (value) => {
    expect(renderOne({ ...text, format: 'uri' }, value)).toBe(`<bdi dir="ltr">${value}</bdi>`);
  });

  test('of a colour have a swatch, without a style', () => {
    const markup = renderOne({ ...text, format: 'color' }, '#0b6b5d');
    expect(markup).toContain('<rect width="24" height="24" rx="6" fill="#0b6b5d"></rect>');
    expect(markup).not.toContain('style=');
    expect(renderOne(text, 'url(#x)', { 'ui:widget': 'color' })).not.toContain('<svg');
  });
});

describe('numbers and booleans', () => {
  test.each([
    [1234567.891, 'en-GB', '1,234,567.891'],
    [1234567.5, 'de-DE', '1.234.567,5'],
    [0.1, 'en-GB', '0.1'],
    [0.30000000000000004, 'en-GB', '0.30000000000000004'],
    [9007199254740991, 'en-GB', '9,007,199,254,740,991'],
    [1e-12, 'en-GB', '0.000000000001'],
    [-0.5, 'en-GB', '-0.5'],
    [0, 'en-GB', '0'],
  ])('%s is formatted in %s with all its digits', (value, locale, expected) => {
    expect(readOne({ type: 'number' }, value, {}, locale)).toEqual([expected]);
  });

  test.each([
    ['12345678901234567890.12345678901234567890', 'en-GB', '12,345,678,901,234,567,890.12345678901234567890'],
    ['-0.50', 'de-DE', '-0,50'],
    ['1e5', 'en-GB', '1e5'],
  ])('%s, kept as text, is formatted with all its digits', (value, locale, expected) => {
    expect(readOne({ type: 'number' }, value, {}, locale)).toEqual([expected]);
  });

  test('an integer, which may be a year or an identifier, is grouped only if the uiSchema says so', () => {
    const grouping = { 'ui:options': { grouping: true } };
    expect(readOne({ type: 'integer' }, 2025)).toEqual(['2025']);
    expect(readOne({ type: 'integer' }, 784199012345678)).toEqual(['784199012345678']);
    expect(readOne({ type: 'integer' }, 1500, grouping)).toEqual(['1,500']);
    expect(readOne({ type: 'number' }, 1250.5)).toEqual(['1,250.5']);
    expect(readOne({ type: 'number' }, 2025, { 'ui:grouping': false })).toEqual(['2025']);
    expect(readOne({ type: 'integer' }, '123456789012345678901234')).toEqual(['123456789012345678901234']);
  });

  test('a number that is an option is shown by its title, or unchanged', () => {
    expect(readOne({ type: 'integer', enum: [2024, 2025] }, 2024)).toEqual(['2024']);
    expect(readOne({ type: 'integer', enum: [1, 2] }, 2, { 'ui:enumNames': ['One', 'Two'] })).toEqual([
      'Two',
    ]);
  });

  test('booleans are shown as yes and no', () => {
    expect(readOne({ type: 'boolean' }, true)).toEqual(['Yes']);
    expect(readOne({ type: 'boolean' }, false)).toEqual(['No']);
    expect(readOne({ type: 'boolean' }, false, { 'ui:enumNames': ['On'] })).toEqual(['No']);
  });
});

describe('choices', () => {
  test.each(['oneOf', 'anyOf'])('between constants (%s) are shown by their titles', (keyword) => {
    const schema = {
      [keyword]: [
        { const: 'b', title: 'Blue' },
        { const: 7, title: 'Seven' },
        { enum: [true], title: 'Indeed' },
      ],
    };
    expect(readOne(schema, 'b')).toEqual(['Blue']);
    expect(readOne(schema, 7)).toEqual(['Seven']);
    expect(readOne(schema, true)).toEqual(['Indeed']);
    expect(readOne(schema, 'other')).toEqual(['other']);
  });

  test('may assign titles by value', () => {
    expect(
      readOne({ ...text, enum: ['s', 'l'] }, 'l', { 'ui:enumNames': { s: 'Small', l: 'Large' } }),
    ).toEqual(['Large']);
  });

  test('between objects and lists are shown by their titles', () => {
    const schema = { enum: [{ size: 1, unit: 'm' }, [1, 2]] };
    const uiSchema = { 'ui:enumNames': ['One metre', 'One and two'] };
    expect(readOne(schema, { unit: 'm', size: 1 }, uiSchema)).toEqual(['One metre']);
    expect(readOne(schema, [1, 2], uiSchema)).toEqual(['One and two']);
  });

  test('of several values are shown as lists of titles', () => {
    const items = { ...text, enum: ['a', 'b', 'c'] };
    const uiSchema = { 'ui:enumNames': ['Alpha', 'Beta', 'Gamma'] };
    expect(readOne({ type: 'array', items }, ['c', 'a'], uiSchema)).toEqual(['', '- Gamma', '- Alpha']);
    expect(readOne({ type: 'array', items }, ['b'], { items: uiSchema })).toEqual(['', '- Beta']);
    const titled = { oneOf: [{ const: 1, title: 'One' }] };
    expect(readOne({ type: 'array', items: titled }, [1])).toEqual(['', '- One']);
  });

  test.each([
    [{ anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] }, '2024-02-29', '29 February 2024'],
    [{ oneOf: [{ type: 'null' }, { type: 'integer', enum: [1], 'x-titles': ['One'] }] }, 1, 'One'],
    [{ type: ['boolean', 'null'] }, true, 'Yes'],
    [{ anyOf: [{ const: 'x', title: 'Ex' }, { type: 'null' }] }, 'x', 'Ex'],
    [{ anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] }, null, 'Not given'],
  ])('%j with null is one value: %j', (schema, value, expected) => {
    expect(readOne(schema, value)).toEqual([expected]);
  });
});

describe('dates and times', () => {
  test.each([
    ['date', '1990-03-15', '15 March 1990'],
    ['date', '0099-12-31', '31 December 99'],
    ['date', '1500-02-28', '28 February 1500'],
    ['date', '1970-01-01', '1 January 1970'],
    ['date', '2023-02-29', '2023-02-29'],
    ['date', 'soon', 'soon'],
    ['date-time', '2024-03-15T23:30:00Z', '15 March 2024 at 23:30 UTC'],
    ['date-time', '2024-03-15T23:30:00-05:00', '15 March 2024 at 23:30 UTC−05:00'],
    ['date-time', '2024-12-31T23:59:58.123+05:30', '31 December 2024 at 23:59:58 UTC+05:30'],
    ['date-time', '2024-03-15T23:30', '15 March 2024 at 23:30'],
    ['date-time', '2024-03-15', '2024-03-15'],
    ['date-time', '2024-02-30T10:00:00Z', '2024-02-30T10:00:00Z'],
    ['date-time', '2024-03-15T24:30:00Z', '2024-03-15T24:30:00Z'],
    ['time', '07:05:00+04:00', '07:05 UTC+04:00'],
    ['time', '23:59:59', '23:59:59'],
    ['time', 'noon', 'noon'],
    ['duration', 'P1Y2M', '1 year, 2 months'],
    ['duration', 'P3W', '3 weeks'],
    ['duration', 'PT1H0.5S', '1 hour, 0.5 seconds'],
    ['duration', 'P', 'P'],
    ['duration', 'a while', 'a while'],
  ])('%s %s is shown as %s', (format, value, expected) => {
    expect(readOne({ ...text, format }, value)).toEqual([expected]);
  });

  test('a month has no day', () => {
    expect(readOne(text, '2024-03', { 'ui:widget': 'month' })).toEqual(['March 2024']);
    expect(readOne(text, '2024-13', { 'ui:widget': 'month' })).toEqual(['2024-13']);
    expect(readOne(text, '2024-W20', { 'ui:widget': 'week' })).toEqual(['Week 20, 2024']);
    expect(readOne(text, '2024-W53', { 'ui:widget': 'week' })).toEqual(['2024-W53']);
  });

  test('they are formatted in the language of the page', () => {
    expect(readOne({ ...text, format: 'date' }, '1990-03-15', {}, 'ar-AE')).toEqual(['15 مارس 1990']);
    expect(readOne({ ...text, format: 'duration' }, 'P2D', {}, 'ar-AE')).toEqual(['يومان']);
  });

  test('the markup contains the original value', () => {
    expect(renderOne({ ...text, format: 'date' }, '1990-03-15')).toContain('<time dateTime="1990-03-15">');
  });
});

describe('files', () => {
  const dataUrl = `data:image/png;name=my%20photo.png;base64,${'AAAA'.repeat(500)}`;

  test('are shown by name, size and type, and their content is not in the page', () => {
    const markup = renderOne({ ...text, format: 'data-url' }, dataUrl);
    expect(markup).not.toMatch(/<img|AAAA/);
    expect(readOne({ ...text, format: 'data-url' }, dataUrl)).toEqual(['my photo.png 1.5 kB · image/png']);
  });

  test.each([
    ['3 bytes · text/plain', 'data:text/plain,a%20b'],
    ['1 byte', 'data:;base64,QQ=='],
    ['3 MB · application/pdf', `data:application/pdf;base64,${'A'.repeat(4_000_000)}`],
    ['%E0%A4%A 0 bytes · image/png', 'data:image/png;name=%E0%A4%A;base64,'],
  ])('are shown by their known properties: $0', (expected, value) => {
    expect(readOne({ ...text, format: 'data-url' }, value)).toEqual([expected]);
  });

  test('are recognized by their text if the schema has no type', () => {
    expect(readOne({}, 'data:image/gif;base64,AAAA')).toEqual(['3 bytes · image/gif']);
    expect(readOne({}, 'Data: nothing, really')).toEqual(['Data: nothing, really']);
    expect(readOne(text, 'data:image/gif;base64,AAAA')).toEqual(['data:image/gif;base64,AAAA']);
  });

  test('of contentEncoding have a size and a type', () => {
    const schema = { ...text, contentEncoding: 'base64', contentMediaType: 'image/jpeg' };
    expect(readOne(schema, 'AAAAAAAA')).toEqual(['6 bytes · image/jpeg']);
  });

  test('that were uploaded are links, and pictures are shown', () => {
    const id = 'a'.repeat(43);
    const upload = { 'ui:widget': 'upload' };
    const [photo, paper] = [`/files/${id}/my%20photo.PNG`, `/files/${id}/%D8%B9%D9%82%D8%AF.pdf`];
    const picture = renderOne(text, photo, upload);
    expect(picture).toContain(`<img class="file-picture" src="${photo}" alt=""/>`);
    expect(picture).toContain(
      `<a href="${photo}" target="_blank" rel="noopener"><bdi>my photo.PNG</bdi></a>`,
    );
    expect(renderOne(text, paper, upload)).not.toContain('<img');
    const list = { type: 'array', items: text };
    expect(readOne(list, [photo, paper], upload)).toEqual(['', '- my photo.PNG', '- عقد.pdf']);
  });

  test.each(['https://example.com/me.png', 'javascript:alert(1)', '/files/x/me.png', '/files'])(
    'with another URL are not links: %s',
    (url) => {
      const markup = renderOne(text, url, { 'ui:widget': 'upload' });
      expect(markup).not.toMatch(/<(a|img)\b/);
      expect(markup).toContain(url);
      expect(renderOne(text, `/files/${'a'.repeat(43)}/me.png`)).not.toMatch(/<(a|img)\b/);
    },
  );

  test('as objects are shown by name', () => {
    const file = { name: 'عقد.pdf', size: 2500, type: 'application/pdf' };
    expect(readOne({ type: 'object' }, file)).toEqual(['عقد.pdf 2.5 kB · application/pdf']);
    expect(readOne({ type: 'array', items: {} }, [file])).toEqual(['', '- عقد.pdf 2.5 kB · application/pdf']);
  });
});

describe('a sensitive or secret value', () => {
  const sensitive = { 'ui:options': { sensitive: true } };

  test('is masked except for its end, and shown on request', () => {
    const markup = renderOne(text, 'N7654321', sensitive);
    expect(markup).toMatch(
      /^<details class="view-secret"><summary><bdi[^>]*><span aria-hidden="true">••••<\/span>4321/,
    );
    expect(markup).toContain('</summary><bdi class="view-text">N7654321</bdi></details>');
    expect(markup.split('</summary>')[0]).not.toContain('N765');
  });

  test.each(['abcd', 'x', 7])('is masked entirely if it is as short as %j', (value) => {
    const [summary = ''] = renderOne({}, value, sensitive).split('</summary>');
    expect(summary).toContain('<bdi class="view-mask"><span aria-hidden="true">••••</span></bdi>');
  });

  test('is masked in all members of a group or list', () => {
    const markup = render(
      { type: 'object', properties: { them: { type: 'array', items: person } } },
      { them: [{ name: 'Alexandra', born: '1990-03-15' }] },
      { them: sensitive },
    );
    expect(markup.match(/<details/g)).toHaveLength(2);
    expect(markup.replaceAll(/<\/summary>.*?<\/details>/g, '')).not.toMatch(/Alex|1990|March/);
  });

  test('is masked entirely if it is an option, a boolean or a file', () => {
    for (const [schema, value] of [
      [{ oneOf: [{ const: 'abcdef', title: 'A title' }] }, 'abcdef'],
      [{ type: 'boolean' }, true],
      [{ ...text, format: 'data-url' }, 'data:image/png;name=abcdef;base64,AAAA'],
    ] as const) {
      const [summary = ''] = renderOne(schema, value, sensitive).split('</summary>');
      expect(summary).not.toMatch(/cdef|itle|Yes|png/);
    }
  });

  test.each<[string, JsonSchema, UiSchema]>([
    ['writeOnly', { ...text, writeOnly: true }, {}],
    ['of format password', { ...text, format: 'password' }, {}],
    ['typed as a password', text, { 'ui:widget': 'password' }],
    ['typed as a PasswordWidget', text, { 'ui:options': { widget: 'PasswordWidget' } }],
    ['of an input for passwords', text, { 'ui:options': { inputType: 'password' } }],
    ['hidden', text, { 'ui:widget': 'hidden' }],
    ['writeOnly where it is referred to', { allOf: [{ $ref: '#/$defs/pin' }] }, {}],
    ['writeOnly in a branch', { oneOf: [{ type: 'number' }, { ...text, writeOnly: true }] }, {}],
  ])('is not rendered if it is %s', (_, schema, uiSchema) => {
    const whole = {
      $defs: { pin: { ...text, writeOnly: true } },
      type: 'object',
      properties: { name: text, it: schema },
    };
    expect(read(whole, { name: 'Lina', it: '4711' }, { it: uiSchema })).toEqual(['Name: Lina']);
    const nested = { type: 'object', properties: { group: { type: 'object', properties: { it: schema } } } };
    expect(
      render({ ...nested, $defs: whole.$defs }, { group: { it: '4711' } }, { group: { it: uiSchema } }),
    ).not.toContain('4711');
  });

  test('is neither shown in data that does not fit nor in the name of an item', () => {
    const properties = { pin: { ...text, writeOnly: true }, name: text };
    const misfit = { type: 'object', properties, enum: [{}] };
    expect(render({ properties: { it: misfit } }, { it: { name: 'Lina', pin: '4711' } })).not.toContain(
      '4711',
    );
    const items = { type: 'object', title: 'Key', properties };
    expect(readOne({ type: 'array', items }, [{ pin: '4711', name: 'Lina' }])).toContain('h3 Key 1: Lina');
  });

  test('is not shown if another branch names it', () => {
    const schema = {
      additionalProperties: true,
      oneOf: [
        { properties: { kind: { const: 'a' }, pin: { ...text, writeOnly: true } } },
        { properties: { kind: { const: 'b' }, name: text } },
      ],
    };
    expect(render(schema, { kind: 'b', name: 'Lina', pin: '4711' })).not.toContain('4711');
  });
});

describe('groups', () => {
  test('have a heading below the heading of their section', () => {
    const schema = {
      type: 'object',
      properties: {
        id: text,
        owner: { ...person, properties: { ...person.properties, home: { ...person, title: 'Home' } } },
      },
    };
    const uiSchema = { 'ui:options': { sections: [{ title: 'All', fields: ['id', 'owner'] }] } };
    const data = { id: '1', owner: { name: 'Omar', home: { name: 'Villa' } } };
    expect(read(schema, data, uiSchema)).toEqual([
      'h2 All',
      'Id: 1',
      'h3 Person',
      'Name: Omar',
      'Born: Not given',
      'h4 Home',
      'Name: Villa',
      'Born: Not given',
    ]);
    expect(read(schema, data).filter((line) => /^h\d/.test(line))).toEqual(['h2 Person', 'h3 Home']);
  });

  test.each([undefined, null, {}, { name: '' }, { name: null, born: '' }])(
    'show once that they are empty: %j',
    (value) => {
      expect(readOne(person, value)).toEqual(['Person: Not given']);
    },
  );

  test('are named for screen readers', () => {
    const markup = render({ type: 'object', properties: { who: person } }, { who: { name: 'Omar' } });
    const [, id] = /role="group" aria-labelledby="([^"]+)"/.exec(markup) ?? [];
    expect(markup).toContain(`<h2 class="view-title" id="${id}"><bdi>Person</bdi></h2>`);
  });

  test('have the order of their sections, and other members come last', () => {
    const schema = { type: 'object', properties: { a: text, b: text, c: { type: 'integer' }, d: text } };
    expect(read(schema, {}, { 'ui:order': ['c', '*', 'a'] }).join()).toMatch(/^C.*,B.*,D.*,A/);
    const sections = [
      { title: 'First', fields: ['d', 'nothing'] },
      { title: 'None', fields: ['b'] },
    ];
    const uiSchema = { 'ui:options': { sections }, b: { 'ui:widget': 'hidden' } };
    expect(read(schema, { a: '1' }, uiSchema)).toEqual(['h2 First', 'D: Not given', 'A: 1', 'C: Not given']);
    expect(
      read(
        { type: 'object', properties: { group: { ...schema, title: 'Group' } } },
        { group: { a: '1' } },
        { group: uiSchema },
      ),
    ).toEqual(['h2 Group', 'h3 First', 'D: Not given', 'A: 1', 'C: Not given']);
  });

  test('show no heading for a section without a title', () => {
    const schema = {
      type: 'object',
      properties: { a: text, b: { type: 'object', properties: { c: text } } },
    };
    const sections = { 'ui:options': { sections: [{ title: ' ', fields: ['a', 'b', 'c'] }] } };
    expect(read(schema, { b: { c: '1' } }, { ...sections, b: sections })).toEqual([
      'A: Not given',
      'h2 B',
      'C: 1',
    ]);
    expect(read({ type: 'object', properties: { a: text } }, { a: '1' }, sections)).toEqual(['A: 1']);
  });

  test('prefer the titles of the uiSchema', () => {
    const schema = { type: 'object', properties: { who: person } };
    const uiSchema = { who: { 'ui:title': 'Owner', name: { 'ui:options': { title: 'Called' } } } };
    expect(read(schema, { who: { name: 'Omar' } }, uiSchema)).toEqual([
      'h2 Owner',
      'Called: Omar',
      'Born: Not given',
    ]);
  });

  test('may have a name that only screen readers announce', () => {
    const hidden = { 'ui:options': { label: false } };
    const markup = render(
      { type: 'object', properties: { who: person, id: text } },
      { who: { name: 'Omar' }, id: '1' },
      { who: hidden, id: hidden },
    );
    expect(markup).toContain('role="group" aria-label="Person"');
    expect(markup).not.toMatch(/<h2/);
    expect(markup).toContain('<div class="view-row view-row-unlabelled"><dt><bdi>Id</bdi></dt>');
  });

  test('with keys that customers choose show these keys', () => {
    const schema = {
      type: 'object',
      title: 'Phones',
      additionalProperties: { ...text, title: 'Phone', format: 'tel' },
    };
    expect(readOne({ ...schema, title: 'Phones' }, { home: '+1 2', العمل: '+3 4' })).toEqual([
      'h2 Phones',
      'home: +1 2',
      'العمل: +3 4',
    ]);
    const patterns = {
      type: 'object',
      title: 'Days',
      patternProperties: { '^d_': { ...text, format: 'date' }, '[': text },
      additionalProperties: false,
    };
    expect(readOne(patterns, { d_1: '2024-01-02', other: 'x' })).toEqual(['h2 Days', 'd_1: 2 January 2024']);
    expect(readOne(patterns, { d_1: '2024-01-02' }, { d_1: { 'ui:title': 'First' } })).toEqual([
      'h2 Days',
      'First: 2 January 2024',
    ]);
  });

  test('do not show members that their schema does not describe', () => {
    expect(read({ type: 'object', properties: { a: text } }, { a: '1', b: '2' })).toEqual(['A: 1']);
    expect(read({ type: 'object' }, { a: '1', b: { c: 2 } })).toEqual(['a: 1', 'h2 b', 'c: 2']);
  });
});

describe('lists', () => {
  test('of values are shown beside their name', () => {
    expect(readOne({ type: 'array', items: text }, ['one', 'two'])).toEqual(['', '- one', '- two']);
    expect(readOne({ type: 'array', items: text }, [])).toEqual(['Not given']);
    expect(
      readOne({ type: 'array', items: { type: 'array', items: { type: 'number' } } }, [[1, 2], [3]]),
    ).toEqual(['h2 It', 'h3 It 1', '- 1', '- 2', 'h3 It 2', '- 3']);
  });

  test('of objects have a heading for each', () => {
    const value = [{ name: 'Omar' }, { name: 'Lina', born: '2001-02-03' }];
    expect(readOne({ type: 'array', title: 'People', items: person }, value)).toEqual([
      'h2 People',
      'h3 Person 1: Omar',
      'Name: Omar',
      'Born: Not given',
      'h3 Person 2: Lina',
      'Name: Lina',
      'Born: 3 February 2001',
    ]);
    const { title: _, ...unnamed } = person;
    expect(readOne({ type: 'array', title: 'People', items: unnamed }, value)).toContain('h3 People 2: Lina');
    expect(
      readOne({ type: 'array', title: 'People', items: person }, value, { items: { 'ui:title': 'Human' } }),
    ).toContain('h3 Human 1: Omar');
  });

  test.each([
    [
      'items',
      {
        items: [
          { type: 'number', title: 'Latitude' },
          { type: 'number', title: 'Longitude' },
        ],
        additionalItems: text,
      },
    ],
    [
      'prefixItems',
      {
        prefixItems: [
          { type: 'number', title: 'Latitude' },
          { type: 'number', title: 'Longitude' },
        ],
        items: text,
      },
    ],
  ])('of fixed items (%s) show the title of each', (_, schema) => {
    expect(readOne({ type: 'array', title: 'Position', ...schema }, [1.5, 2.5, 'exact'])).toEqual([
      'h2 Position',
      'Latitude: 1.5',
      'Longitude: 2.5',
      '3: exact',
    ]);
    expect(readOne({ type: 'array', title: 'Position', ...schema }, [1.5])).toContain('Longitude: Not given');
  });

  test('of fixed items without titles are simple lists', () => {
    const schema = { type: 'array', prefixItems: [{ type: 'number' }, { type: 'boolean' }] };
    expect(readOne(schema, [1, true])).toEqual(['', '- 1', '- Yes']);
  });

  test('use the uiSchema of each fixed item', () => {
    const schema = { type: 'array', items: [text, text] };
    const uiSchema = { items: [{ 'ui:title': 'From' }, { 'ui:widget': 'hidden' }] };
    expect(readOne({ ...schema, title: 'Way' }, ['a', 'b'], uiSchema)).toEqual(['h2 Way', 'From: a']);
  });
});

describe('variants', () => {
  const card = {
    type: 'object',
    title: 'Card',
    properties: { kind: { const: 'card' }, number: { ...text, title: 'Number' } },
    required: ['kind', 'number'],
  };
  const bank = {
    type: 'object',
    title: 'Bank',
    properties: {
      kind: { const: 'bank' },
      iban: { ...text, title: 'IBAN' },
      number: { ...text, title: 'Branch' },
    },
    required: ['kind', 'iban'],
  };

  test.each(['oneOf', 'anyOf'])('(%s) show the branch that a constant selects', (keyword) => {
    const schema = { title: 'Payment', [keyword]: [card, bank] };
    expect(readOne(schema, { kind: 'card', number: '42' })).toEqual(['h2 Payment', 'Card', 'Number: 42']);
    // The constant counts more than all other mismatches.
    expect(readOne(schema, { kind: 'bank', number: '42' })).toEqual([
      'h2 Payment',
      'Bank',
      'IBAN: Not given',
      'Branch: 42',
    ]);
    expect(readOne(schema, undefined)).toEqual(['Payment: Not given']);
  });

  describe('do not repeat the tag of a branch', () => {
    const toWay = (name: string, title: string | undefined, more: object = {}) => ({
      ...(title && { title }),
      properties: { way: { const: name, title: 'Way' }, ...more },
    });
    const iban = { iban: { ...text, title: 'IBAN' } };
    const value = { way: 'bank', iban: 'AE07' };

    test('if the branch has a title', () => {
      const oneOf = [toWay('cash', 'In cash'), toWay('bank', 'By bank', iban)];
      expect(readOne({ title: 'It', oneOf }, value)).toEqual(['h2 It', 'By bank', 'IBAN: AE07']);
      expect(readOne({ title: 'It', oneOf }, { way: 'cash' })).toEqual(['h2 It', 'In cash']);
      expect(readOne({ title: 'It', oneOf }, { way: 'cheque' })).toContain('Way: cheque');
    });

    test('but show it if the branch has no title or is that of the root', () => {
      const untitled = [toWay('cash', undefined), toWay('bank', undefined, iban)];
      expect(readOne({ title: 'It', oneOf: untitled }, value)).toEqual(['h2 It', 'Way: bank', 'IBAN: AE07']);
      const oneOf = [toWay('cash', 'In cash'), toWay('bank', 'By bank', iban)];
      expect(read({ oneOf }, value)).toEqual(['Way: bank', 'IBAN: AE07']);
    });
  });

  test('show the branch whose required keys are present, or else the one that names more keys', () => {
    const branches = [
      { type: 'object', title: 'A', properties: { a: text }, required: ['a'] },
      { type: 'object', title: 'B', properties: { b: text }, required: ['b'] },
    ];
    expect(readOne({ title: 'It', oneOf: branches }, { b: '1' })).toEqual(['h2 It', 'B', 'B: 1']);
    const open = branches.map(({ required: _, ...branch }) => branch);
    expect(readOne({ title: 'It', oneOf: open }, { b: '1' })).toEqual(['h2 It', 'B', 'B: 1']);
  });

  test('show the branch of the type, the format or the bounds of a value', () => {
    const schema = {
      oneOf: [
        { type: 'integer', title: 'Age', maximum: 120 },
        { type: 'integer', title: 'Year', minimum: 1900 },
        { ...text, title: 'Day', format: 'date' },
        { ...text, title: 'Email', format: 'email' },
        { type: 'array', title: 'All', items: text },
      ],
    };
    expect(readOne(schema, 7)).toEqual(['7 Age']);
    expect(readOne(schema, 1999)).toEqual(['1999 Year']);
    expect(readOne(schema, '2024-01-02')).toEqual(['2 January 2024 Day']);
    expect(readOne(schema, 'a@example.com')).toEqual(['a@example.com Email']);
    expect(readOne(schema, ['x'])).toEqual(['', '- x']);
  });

  test('are selected by an OpenAPI discriminator', () => {
    const schema = {
      type: 'object',
      $defs: {
        Cat: { title: 'Cat', properties: { name: { title: 'Cat’s name' } } },
        Dog: { title: 'Dog', properties: { name: { title: 'Dog’s name' } } },
      },
      properties: {
        pet: {
          title: 'Pet',
          discriminator: { propertyName: 'kind', mapping: { d: '#/$defs/Dog' } },
          oneOf: [{ $ref: '#/$defs/Cat' }, { $ref: '#/$defs/Dog' }],
        },
      },
    };
    expect(read(schema, { pet: { kind: 'd', name: 'Rex' } })).toEqual(['h2 Pet', 'Dog', 'Dog’s name: Rex']);
    expect(read(schema, { pet: { kind: 'Cat', name: 'Tom' } })).toEqual(['h2 Pet', 'Cat', 'Cat’s name: Tom']);
  });

  test('use the uiSchema of each branch', () => {
    const uiSchema = { oneOf: [{}, { 'ui:title': 'Transfer', iban: { 'ui:title': 'Account' } }] };
    expect(
      readOne({ title: 'Payment', oneOf: [card, bank] }, { kind: 'bank', iban: 'X1' }, uiSchema),
    ).toEqual(['h2 Payment', 'Transfer', 'Account: X1', 'Branch: Not given']);
  });

  test('share the keywords beside the choice', () => {
    const schema = {
      type: 'object',
      title: 'Payment',
      properties: { amount: { type: 'number' } },
      oneOf: [card, bank],
    };
    expect(readOne(schema, { amount: 5, kind: 'card', number: '1' })).toEqual([
      'h2 Payment',
      'Card',
      'Amount: 5',
      'Number: 1',
    ]);
  });
});

describe('schemas with references and conditions', () => {
  test('are resolved for every kind of reference', () => {
    const schema = {
      $id: 'https://example.com/root.json',
      type: 'object',
      properties: {
        a: { $ref: '#/$defs/name' },
        b: { $ref: '#named' },
        c: { $ref: 'other.json', title: 'Mine' },
        d: { $ref: '#/$defs/nowhere' },
      },
      $defs: {
        name: { $ref: '#/$defs/real' },
        real: { ...text, title: 'Real' },
        anchored: { ...text, $anchor: 'named', title: 'Anchored' },
        other: { $id: 'other.json', ...text, title: 'Other', format: 'date' },
      },
    };
    expect(read(schema, { a: '1', b: '2', c: '2024-01-01', d: '4' })).toEqual([
      'Real: 1',
      'Anchored: 2',
      'Mine: 1 January 2024',
      'D: 4',
    ]);
  });

  test('that are recursive end where the data ends', () => {
    const schema = {
      type: 'object',
      title: 'Person',
      properties: { name: text, children: { type: 'array', title: 'Children', items: { $ref: '#' } } },
      allOf: [{ $ref: '#' }],
    };
    expect(read(schema, { name: 'A', children: [{ name: 'B', children: [{ name: 'C' }] }] })).toEqual([
      'Name: A',
      'h2 Children',
      'h3 Person 1: B',
      'Name: B',
      'h4 Children',
      'h5 Person 1: C',
      'Name: C',
      'Children: Not given',
    ]);
  });

  test.each([
    [{ $ref: '#' }],
    [{ allOf: [{ $ref: '#' }] }],
    [{ anyOf: [{ $ref: '#' }, {}] }],
    [{ oneOf: [{ $ref: '#' }, { type: 'string' }], not: { $ref: '#' }, if: { $ref: '#' } }],
    [{ properties: { a: { $ref: '#/properties/a' } } }],
    [{ allOf: [{ properties: { a: {} } }, { additionalProperties: { $ref: '#' } }] }],
  ])('that refer directly to themselves describe nothing: %j', (schema) => {
    expect(read(schema, { a: 'x' }).join().toLowerCase()).toBe('a: x');
  });

  test('are merged if they are in allOf', () => {
    const schema = {
      allOf: [
        { type: 'object', properties: { a: { title: 'A' } } },
        { properties: { a: { type: 'string', format: 'date' }, b: { type: 'boolean', title: 'B' } } },
      ],
    };
    expect(read(schema, { a: '2024-01-02', b: true })).toEqual(['A: 2 January 2024', 'B: Yes']);
  });

  test.each([
    [
      'if',
      {
        if: { properties: { a: { const: 'x' } }, required: ['a'] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword
        then: { properties: { b: { title: 'Then' } } },
        else: { properties: { b: { title: 'Else' } } },
      },
    ],
    ['dependentSchemas', { dependentSchemas: { a: { properties: { b: { title: 'Then' } } } } }],
    ['dependencies', { dependencies: { a: { properties: { b: { title: 'Then' } } } } }],
  ])('apply according to the data (%s)', (keyword, condition) => {
    const schema = { type: 'object', properties: { a: text }, ...condition };
    expect(read(schema, { a: 'x', b: '1' })).toEqual(['A: x', 'Then: 1']);
    expect(read(schema, { b: '1' })).toEqual(['A: Not given', ...(keyword === 'if' ? ['Else: 1'] : [])]);
  });

  test('do not apply because of a hidden value', () => {
    const brings = (key: string, value: string, brought: string) => ({
      if: { properties: { [key]: { const: value } }, required: [key] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword
      then: { properties: { [brought]: text } },
    });
    const schema = {
      type: 'object',
      properties: { a: text },
      allOf: [brings('a', '1', 'b'), brings('b', '2', 'c')],
    };
    expect(read(schema, { a: '1', b: '2', c: '3' })).toEqual(['A: 1', 'B: 2', 'C: 3']);
    expect(read(schema, { a: '0', b: '2', c: '3' })).toEqual(['A: 0']);
  });

  test('may be booleans', () => {
    const schema = { type: 'object', properties: { a: true, b: false } };
    expect(read(schema, { a: 'x' })).toEqual(['A: x']);
  });
});

describe('data of another type than its schema', () => {
  test.each<[JsonSchema, JsonValue, string]>([
    [person, 'Omar', 'Person: Omar'],
    [person, ['Omar', 'Lina'], 'Person: Omar, Lina'],
    [{ type: 'array', items: text }, 'one', 'one'],
    [{ type: 'array', items: text }, { a: 1, b: [true] }, 'a: 1, b: Yes'],
    [text, { street: 'Main', deep: { no: 5, none: null } }, 'street: Main, deep: no: 5'],
    [text, 5, '5'],
    [{ type: 'number' }, 'five', 'five'],
    [{ type: 'boolean' }, 'maybe', 'maybe'],
    [{ ...text, format: 'date' }, false, 'No'],
    [{ type: 'integer', enum: [1] }, [2], '2'],
  ])('is shown as text: %j, %j', (schema, value, expected) => {
    expect(readOne(schema, value)).toEqual([expected]);
  });

  test.each<JsonValue | undefined>([undefined, null, 'x', 5, ['a'], true])(
    'is also shown at the root: %j',
    (data) => {
      const schema = { type: 'object', properties: { a: text, b: person } };
      const isGiven = data !== undefined && data !== null;
      expect(read(schema, data).join()).toMatch(
        isGiven ? /^(x|5|a|Yes)$/ : /^A: Not given,Person: Not given$/,
      );
    },
  );

  test.each(['a', 'ab', 'ba'])('may be nested very deep: %j', (way) => {
    let data: JsonValue = 'end';
    for (let depth = 0; depth < 20_000; depth += 1)
      data = way.at(depth % way.length) === 'b' ? [data] : { a: data };
    expect(render({}, data)).toContain('…');
    expect(render({ properties: { a: { $ref: '#' } } }, data)).toContain('…');
  });
});
