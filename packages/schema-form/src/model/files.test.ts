import { describe, expect, test } from 'vitest';
import { getControlName } from './control-names.ts';
import { isUpload, mayHaveFiles } from './file-fields.ts';
import {
  findFileError,
  formatKinds,
  formatSize,
  getFileRules,
  getFileUrl,
  isFilesPath,
  isPicture,
  parseFileUrl,
} from './files.ts';
import type { JsonSchema, UiSchema } from './json-schema.ts';
import { findNode, isValueNode } from './nodes.ts';
import { resolveNodes } from './resolve.ts';

const id = 'Az_-0'.repeat(9).slice(0, 43);

describe('the URL of a file', () => {
  test.each(['me.png', 'عقد (1).pdf', '50% #?&/\'"', '..'])('contains the name of the file: %s', (name) => {
    expect(parseFileUrl(getFileUrl(id, name))).toEqual({ id, name });
  });

  test.each([
    '',
    null,
    ['/files'],
    '/files/short/me.png',
    `/files/${id}`,
    `/files/${id}/`,
    `/files/${id}/a/b`,
    `/files/${id}/a?b`,
    `/files/${id}/%E0%A4`,
    `https://example.com/files/${id}/me.png`,
    `//files/${id}/me.png`,
  ])('is not %j', (text) => {
    expect(parseFileUrl(text)).toBeNull();
  });
});

test('isPicture recognizes pictures by their names', () => {
  expect(['a.png', 'a.JPG', 'a.b.webp', 'ب.gif'].map(isPicture)).toEqual([true, true, true, true]);
  expect(['a.pdf', 'a.svg', 'png', 'a.png.exe', 'toString', '.constructor'].map(isPicture)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});

describe('a file field', () => {
  const png = { name: 'me.png', type: 'image/png', size: 10 };

  test.each<[unknown, boolean]>([
    [undefined, true],
    [[], true],
    [['image/*'], true],
    [['IMAGE/PNG'], true],
    ['application/pdf, .png', true],
    [['.PNG'], true],
    [['nothing', 7], true],
    [['image/jpeg', '.pdf'], false],
    [['.jpg'], false],
    [['video/*'], false],
  ])('with accept %j accepts a picture: %s', (accept, isTaken) => {
    const rules = getFileRules({ 'ui:options': { accept } });
    expect(findFileError(rules, png)).toBe(isTaken ? null : 'wrongKind');
  });

  test('compares the file extension only if the type is unknown', () => {
    expect(findFileError(getFileRules({ 'ui:accept': '.png' }), { ...png, type: 'text/html' })).toBe(
      'wrongKind',
    );
    expect(findFileError(getFileRules({ 'ui:accept': '.docx' }), { ...png, name: 'a.DOCX' })).toBeNull();
  });

  test('limits the size', () => {
    const rules = getFileRules({ 'ui:options': { maxSize: 10 } });
    expect(findFileError(rules, png)).toBeNull();
    expect(findFileError(rules, { ...png, size: 11 })).toBe('tooLarge');
    expect(findFileError(rules, { ...png, size: 0 })).toBe('empty');
    expect(findFileError(getFileRules({ 'ui:options': { maxSize: '10' } }), { ...png, size: 11 })).toBeNull();
  });
});

test('types and sizes are formatted in the language', () => {
  const translate = (key: string) => (key === 'kind.image' ? 'images' : key);
  expect(formatKinds(['image/*', '.pdf', 'image/svg+xml', 'application/pdf'], 'en-GB', translate)).toBe(
    'images, PDF or SVG',
  );
  expect(formatKinds(['.pdf', '.txt'], 'ar-AE', translate)).toBe('PDF أو TXT');
  const sizes = ['ar-AE', 'hi-IN', 'ur-PK', 'fr-FR', 'es-ES', 'id-ID', 'sw-KE'].map((locale) =>
    formatSize(10_500_000, `${locale}-u-nu-latn`),
  );
  expect(sizes).toEqual([
    '10.5 ميغابايت',
    '10.5 मेगाबाइट',
    '10.5 ميگابائٹس',
    '10,5\u202fMo',
    '10,5 MB',
    '10,5 MB',
    'MB 10.5',
  ]);
  expect([1, 999, 1500, 999_949, 999_950, 10_485_760].map((bytes) => formatSize(bytes, 'en-GB'))).toEqual([
    '1 byte',
    '999 bytes',
    '1.5 kB',
    '999.9 kB',
    '1 MB',
    '10.5 MB',
  ]);
});

test('a form may have files if one of its fields is a file field, at any depth', () => {
  const text = { type: 'string' };
  expect(mayHaveFiles(text, {})).toBe(false);
  expect(mayHaveFiles({ properties: { a: { items: { ...text, format: 'data-url' } } } }, {})).toBe(true);
  expect(mayHaveFiles({}, { a: { items: { 'ui:options': { widget: 'upload' } } } })).toBe(true);
  expect(mayHaveFiles({}, { a: { 'ui:widget': 'UploadWidget' } })).toBe(true);
  expect(isUpload({ 'ui:widget': 'UploadWidget' })).toBe(true);
  expect(mayHaveFiles({}, { a: { 'ui:widget': 'FileWidget' } })).toBe(true);
});

test.each<[what: string, list: JsonSchema, uiSchema: UiSchema]>([
  ['data URLs', { items: { type: 'string', format: 'data-url' } }, {}],
  ['texts with a widget of rjsf', { items: { type: 'string' } }, { 'ui:widget': 'files' }],
  ['texts with another one', { items: { type: 'string' } }, { 'ui:widget': 'FileWidget' }],
])('one control holds a list of %s', (_, list, uiSchema) => {
  const schema: JsonSchema = { properties: { a: { type: 'array', ...list } } };
  const node = findNode(resolveNodes(schema, { a: uiSchema }, {}), ['a']);
  expect(node && isValueNode(node) && getControlName(node)).toBe('upload');
});

test.each(['/files', '/files/', '/files?x', '/files/id/photo.png'])('%s is the path of files', (address) => {
  expect(isFilesPath(address)).toBe(true);
});

test.each(['/', '/filesystem', '/files-of-mine', '/edit/files'])('%s is not a path of files', (address) => {
  expect(isFilesPath(address)).toBe(false);
});
