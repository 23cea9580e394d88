import { describe, expect, test } from 'vitest';
import { loadPhoneFormat } from '../model/phone-format.ts';
import { readValue, renderValue, text } from '../testing/render-view.tsx';

describe('texts', () => {
  test('are isolated, so that their direction does not affect other texts', () => {
    expect(renderValue(text, 'ليلى')).toBe('<bdi class="view-text">ليلى</bdi>');
    expect(renderValue(text, '<b>&')).toContain('&lt;b&gt;&amp;');
  });

  test.each([undefined, null, ''])('that are missing (%j) are shown as "not given"', (value) => {
    expect(readValue(text, value)).toEqual(['Not given']);
    expect(readValue({ ...text, deprecated: true }, value)).toEqual(['It No longer used: Not given']);
  });

  test('of an email address and of a telephone number run from left to right, and are links on demand', () => {
    const link = { 'ui:options': { link: true } };
    const email = '<bdi dir="ltr">a+b@example.com</bdi>';
    expect(renderValue({ ...text, format: 'email' }, 'a+b@example.com')).toBe(email);
    expect(renderValue({ ...text, format: 'email' }, 'a+b@example.com', link)).toBe(
      `<a href="mailto:a+b@example.com">${email}</a>`,
    );
    const tel = { ...text, format: 'tel' };
    expect(renderValue(tel, '+971 (50) 123-4567')).not.toContain('<a');
    expect(renderValue(tel, '+971 (50) 123-4567', link)).toContain('href="tel:+971501234567"');
    const options = { 'ui:options': { inputType: 'tel', link: true } };
    expect(renderValue(text, '+1 2', options)).toContain('href="tel:+12"');
  });

  test('of a telephone number get the spaces of its country once the library is loaded', async () => {
    await loadPhoneFormat();
    expect(renderValue({ ...text, format: 'tel' }, '+254712345678')).toContain('>+254 712 345678<');
    expect(renderValue({ ...text, format: 'tel' }, '0712345678')).toContain('>0712345678<');
  });

  test.each([
    ['email', 'a@b?subject=x@y'],
    ['email', 'nobody'],
    ['tel', 'ask for me'],
  ])('of format %s that are invalid are not links: %s', (format, value) => {
    expect(renderValue({ ...text, format }, value)).toBe(`<bdi class="view-text">${value}</bdi>`);
  });

  test('of a web address are links', () => {
    expect(renderValue({ ...text, format: 'uri' }, 'https://example.com/?a=1')).toBe(
      '<a href="https://example.com/?a=1" rel="noopener noreferrer"><bdi dir="ltr">https://example.com/?a=1</bdi></a>',
    );
    expect(renderValue(text, 'http://example.com', { 'ui:widget': 'URLWidget' })).toContain(
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
    expect(renderValue({ ...text, format: 'uri' }, value)).toBe(`<bdi dir="ltr">${value}</bdi>`);
  });

  test('of a colour have a swatch, without a style', () => {
    const markup = renderValue({ ...text, format: 'color' }, '#0b6b5d');
    expect(markup).toContain('<rect width="24" height="24" rx="6" fill="#0b6b5d"></rect>');
    expect(markup).not.toContain('style=');
    expect(renderValue(text, 'url(#x)', { 'ui:widget': 'color' })).not.toContain('<svg');
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
    expect(readValue({ type: 'number' }, value, {}, locale)).toEqual([expected]);
  });

  test.each([
    ['12345678901234567890.12345678901234567890', 'en-GB', '12,345,678,901,234,567,890.12345678901234567890'],
    ['-0.50', 'de-DE', '-0,50'],
    ['1e5', 'en-GB', '1e5'],
  ])('%s, kept as text, is formatted with all its digits', (value, locale, expected) => {
    expect(readValue({ type: 'number' }, value, {}, locale)).toEqual([expected]);
  });

  test('an integer, which may be a year or an identifier, is grouped only if the uiSchema says so', () => {
    const grouping = { 'ui:options': { grouping: true } };
    expect(readValue({ type: 'integer' }, 2025)).toEqual(['2025']);
    expect(readValue({ type: 'integer' }, 784199012345678)).toEqual(['784199012345678']);
    expect(readValue({ type: 'integer' }, 1500, grouping)).toEqual(['1,500']);
    expect(readValue({ type: 'number' }, 1250.5)).toEqual(['1,250.5']);
    expect(readValue({ type: 'number' }, 2025, { 'ui:grouping': false })).toEqual(['2025']);
    expect(readValue({ type: 'integer' }, '123456789012345678901234')).toEqual(['123456789012345678901234']);
  });

  test('a number that is an option is shown by its title, or unchanged', () => {
    expect(readValue({ type: 'integer', enum: [2024, 2025] }, 2024)).toEqual(['2024']);
    expect(readValue({ type: 'integer', enum: [1, 2] }, 2, { 'ui:enumNames': ['One', 'Two'] })).toEqual([
      'Two',
    ]);
  });

  test('booleans are shown as yes and no', () => {
    expect(readValue({ type: 'boolean' }, true)).toEqual(['Yes']);
    expect(readValue({ type: 'boolean' }, false)).toEqual(['No']);
    expect(readValue({ type: 'boolean' }, false, { 'ui:enumNames': ['On'] })).toEqual(['No']);
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
    expect(readValue({ ...text, format }, value)).toEqual([expected]);
  });

  test('a month has no day', () => {
    expect(readValue(text, '2024-03', { 'ui:widget': 'month' })).toEqual(['March 2024']);
    expect(readValue(text, '2024-13', { 'ui:widget': 'month' })).toEqual(['2024-13']);
    expect(readValue(text, '2024-W20', { 'ui:widget': 'week' })).toEqual(['Week 20, 2024']);
    expect(readValue(text, '2024-W53', { 'ui:widget': 'week' })).toEqual(['2024-W53']);
  });

  test('they are formatted in the language of the page', () => {
    expect(readValue({ ...text, format: 'date' }, '1990-03-15', {}, 'ar-AE')).toEqual(['15 مارس 1990']);
    expect(readValue({ ...text, format: 'duration' }, 'P2D', {}, 'ar-AE')).toEqual(['يومان']);
  });

  test('the markup contains the original value', () => {
    expect(renderValue({ ...text, format: 'date' }, '1990-03-15')).toContain('<time dateTime="1990-03-15">');
  });
});

describe('files', () => {
  const dataUrl = `data:image/png;name=my%20photo.png;base64,${'AAAA'.repeat(500)}`;

  test('are shown by name, size and type, and their content is not in the page', () => {
    const markup = renderValue({ ...text, format: 'data-url' }, dataUrl);
    expect(markup).not.toMatch(/<img|AAAA/);
    expect(readValue({ ...text, format: 'data-url' }, dataUrl)).toEqual(['my photo.png 1.5 kB · image/png']);
  });

  test.each([
    ['3 bytes · text/plain', 'data:text/plain,a%20b'],
    ['1 byte', 'data:;base64,QQ=='],
    ['3 MB · application/pdf', `data:application/pdf;base64,${'A'.repeat(4_000_000)}`],
    ['%E0%A4%A 0 bytes · image/png', 'data:image/png;name=%E0%A4%A;base64,'],
  ])('are shown by their known properties: $0', (expected, value) => {
    expect(readValue({ ...text, format: 'data-url' }, value)).toEqual([expected]);
  });

  test('are recognized by their text if the schema has no type', () => {
    expect(readValue({}, 'data:image/gif;base64,AAAA')).toEqual(['3 bytes · image/gif']);
    expect(readValue({}, 'Data: nothing, really')).toEqual(['Data: nothing, really']);
    expect(readValue(text, 'data:image/gif;base64,AAAA')).toEqual(['data:image/gif;base64,AAAA']);
  });

  test('of contentEncoding have a size and a type', () => {
    const schema = { ...text, contentEncoding: 'base64', contentMediaType: 'image/jpeg' };
    expect(readValue(schema, 'AAAAAAAA')).toEqual(['6 bytes · image/jpeg']);
  });

  test('that were uploaded are links, and pictures are shown', () => {
    const id = 'a'.repeat(43);
    const upload = { 'ui:widget': 'upload' };
    const [photo, paper] = [`/files/${id}/my%20photo.PNG`, `/files/${id}/%D8%B9%D9%82%D8%AF.pdf`];
    const picture = renderValue(text, photo, upload);
    expect(picture).toContain(`<img class="file-picture" src="${photo}" alt=""/>`);
    expect(picture).toContain(
      `<a href="${photo}" target="_blank" rel="noopener"><bdi>my photo.PNG</bdi></a>`,
    );
    expect(renderValue(text, paper, upload)).not.toContain('<img');
    const list = { type: 'array', items: text };
    expect(readValue(list, [photo, paper], upload)).toEqual(['', '- my photo.PNG', '- عقد.pdf']);
  });

  test.each(['https://example.com/me.png', 'javascript:alert(1)', '/files/x/me.png', '/files'])(
    'with another URL are not links: %s',
    (url) => {
      const markup = renderValue(text, url, { 'ui:widget': 'upload' });
      expect(markup).not.toMatch(/<(a|img)\b/);
      expect(markup).toContain(url);
      expect(renderValue(text, `/files/${'a'.repeat(43)}/me.png`)).not.toMatch(/<(a|img)\b/);
    },
  );

  test('as objects are shown by name', () => {
    const file = { name: 'عقد.pdf', size: 2500, type: 'application/pdf' };
    expect(readValue({ type: 'object' }, file)).toEqual(['عقد.pdf 2.5 kB · application/pdf']);
    expect(readValue({ type: 'array', items: {} }, [file])).toEqual([
      '',
      '- عقد.pdf 2.5 kB · application/pdf',
    ]);
  });
});
