import fc from 'fast-check';
import { fieldPart, filePart, filesPath, listField, showField, stepFields } from 'schema-form/server';
import { apiPaths } from '../../shared/customer-api.ts';
import { customerField } from '../../shared/customer-field.ts';
import {
  baseField,
  confirmedField,
  conflictPrefix,
  discardField,
  undoField,
} from '../../shared/edit-fields.ts';
import { pagePaths, versionField } from '../../shared/page.ts';
import {
  changeField,
  countryField,
  everywhereField,
  keepSignedInField,
  sealedSubmissionField,
} from '../../shared/sign-in-fields.ts';
import { placeholder } from '../testing/write-form.ts';
import { fuzzForm } from './fuzz-form.ts';

/** A generated request. Printed as JSON, it can be sent again. */
export interface GeneratedRequest {
  site: 'own' | 'admin' | 'backend';
  isSignedIn: boolean;
  method: string;
  /** The path with its query. */
  path: string;
  headers: [name: string, value: string][];
  /** Each character stands for one byte; null: none. */
  body: string | null;
  /** Whether the body is sent in chunks, without a length. */
  isChunked: boolean;
}

const keys = [
  ...Object.keys(fuzzForm.schema.properties),
  'license',
  'customer_id',
  'language',
  'code',
  'schema',
  'ui_schema',
  'data',
  'request_id',
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__errors', 'length'],
  ...['$ref', '$id', '$schema', 'then', '', '0', '-1', '1e9', '\u0000', '\ud800', '..', 'a.b', 'a/b', '~'],
];

/** Texts that programs stumble over. */
const texts = [
  ...[
    '',
    ' ',
    'a',
    'null',
    'true',
    'undefined',
    'NaN',
    '0',
    '-0',
    '1',
    '9'.repeat(400),
    '1e999',
    '0x1f',
    '1,5',
  ],
  ...['\u0000', 'a\u0000b', '\ud800', 'x\udfffy', '\ufeff', '\u202e\u2066', '\u200d', 'e\u0301'.repeat(2000)],
  ...['2026-02-29', '0000-00-00', '٩٩٩٩-٩٩-٩٩', '999999999-01-01', '2026-02-03', 'c-fuzz', 'c-other'],
  ...[
    'a@example.com',
    `${'a@'.repeat(3000)}`,
    '+971501112233',
    '00971501112233',
    '123456',
    'en',
    'ar',
    'xx-YY',
  ],
  ...[
    '../../etc/passwd',
    '//evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/edit?x=1#y',
    '\\evil',
  ],
  ...[
    '<script>',
    '"><!--',
    "' or 1=1 --",
    '%00',
    '%',
    '%E0%A4%A',
    '%ED%A0%80',
    placeholder('first_name'),
    '\r\nx: y',
  ],
  ...['__proto__', 'constructor', 'toString', 'female', 'x'.repeat(70_000), '*', '"1"', 'W/"1"', '(a+)+$'],
];

const text = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...texts) },
  { weight: 2, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);
const key = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...keys) }, { weight: 1, arbitrary: text });

/** Texts of JSON values. They are put together by hand, because no JavaScript object has a `__proto__` twice. */
const { value: jsonValue, object: jsonObject } = fc.letrec<{ value: string; object: string; list: string }>(
  (tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(
        text.map((value) => JSON.stringify(value)),
        fc.constantFrom(
          'null',
          'true',
          'false',
          '0',
          '-0',
          '1',
          '-1',
          '18',
          '1.5',
          '1e308',
          '1e999',
          '5e-324',
        ),
        fc.constantFrom('9007199254740993', '9'.repeat(400), '0.1', '"\\ud800"', '"\\u0000"', '{}', '[]'),
      ),
      tie('object'),
      tie('list'),
    ),
    list: fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join()}]`),
    object: fc
      .array(fc.tuple(key, tie('value')), { maxLength: 6 })
      .map((pairs) => `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}`),
  }),
);

/** Values of the form that are valid, each for its own key, so that some requests come through. */
const validValues = fc.subarray([
  '"first_name":"Fuzz"',
  '"last_name":"Test"',
  '"email":"a@example.com"',
  '"dob":"1990-02-03"',
  '"age":20',
  '"income":1.25',
  '"tags":["a","b"]',
  '"pets":[{"name":"Rex","legs":4}]',
  '"relatives":{"Sam":"uncle"}',
  '"payment":{"iban":"AE07"}',
  '"password":"secret"',
  '"gender":null',
  '"mobile":"+971501112299"',
  '"data":{"first_name":"A","last_name":"B"}',
]);

const json = fc.oneof(
  { weight: 4, arbitrary: jsonObject },
  { weight: 3, arbitrary: validValues.map((pairs) => `{${pairs.join()}}`) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(validValues, fc.array(fc.tuple(key, jsonValue), { maxLength: 3 }))
      .map(
        ([pairs, more]) =>
          `{${[...pairs, ...more.map(([name, value]) => `${JSON.stringify(name)}:${value}`)].join()}}`,
      ),
  },
  { weight: 1, arbitrary: jsonValue },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('{"a":', '[', '{"first_name":['), fc.integer({ min: 1, max: 20_000 }))
      .map(([open, depth]) => open.repeat(depth)),
  },
  { weight: 1, arbitrary: fc.tuple(jsonObject, fc.nat(60)).map(([value, end]) => value.slice(0, end)) },
);

const ownFields = [
  ...[versionField, customerField, baseField, confirmedField, discardField, undoField, listField, showField],
  ...[
    changeField,
    countryField,
    everywhereField,
    keepSignedInField,
    sealedSubmissionField,
    fieldPart,
    filePart,
  ],
  ...Object.values(stepFields),
  ...['mobile', 'code', 'next', 'language', 'schema', 'ui_schema', 'data', 'example', 'request_id'],
  `${conflictPrefix}root[first_name]`,
];
const fieldName = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ownFields) },
  {
    weight: 5,
    arbitrary: fc
      .array(fc.oneof(key, fc.constantFrom('0', '1', '', 'name', 'card', 'year', '99999999')), {
        minLength: 1,
        maxLength: 4,
      })
      .map((path) => `root${path.map((part) => `[${part}]`).join('')}`),
  },
  { weight: 1, arbitrary: text },
);
const fieldValue = fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: json });
/** Fields of a form that is valid. */
const validFields = fc.subarray<[string, string]>([
  ['root[first_name]', 'Fuzz'],
  ['root[last_name]', 'Test'],
  ['root[email]', 'a@example.com'],
  ['root[dob][year]', '1990'],
  ['root[dob][month]', '2'],
  ['root[dob][day]', '3'],
  ['root[age]', '20'],
  ['root[income]', '1.25'],
  ['root[tags][]', 'a'],
  ['root[pets][0][name]', 'Rex'],
  ['root[payment][iban]', 'AE07'],
  ['mobile', '+971501112233'],
  ['code', '123456'],
  ['language', 'ar'],
  [customerField, 'c-fuzz'],
  ['schema', '{"type":"object","properties":{"a":{"type":"string"}}}'],
  ['ui_schema', '{}'],
  ['data', '{"a":"b"}'],
]);
const fields = fc
  .tuple(validFields, fc.array(fc.tuple(fieldName, fieldValue), { maxLength: 5 }))
  .map(([valid, others]) => [...valid, ...others]);

const toBytes = (value: string) => Buffer.from(value).toString('latin1');

interface Body {
  type: string;
  bytes: string;
}

const jsonBody = fc
  .tuple(json, fc.constantFrom('application/json', 'application/json; charset=utf-16', 'application/x+json'))
  .map(([value, type]): Body => ({ type, bytes: toBytes(value) }));

const urlEncodedBody = fc
  .tuple(
    fields,
    fc.constantFrom('', '', '&%&=&%zz=%zz', '&a=%ED%A0%80', '&root[address]=\u0000', ';', '&'.repeat(3000)),
  )
  .map(
    ([pairs, end]): Body => ({
      type: 'application/x-www-form-urlencoded',
      bytes: toBytes(new URLSearchParams(pairs).toString() + end),
    }),
  );

const multipartBody = fc
  .tuple(
    fc.array(
      fc.tuple(
        fieldName,
        fc.option(text),
        fc.option(
          fc.constantFrom(
            'image/png',
            'text/html',
            'x',
            'multipart/mixed; boundary=b',
            'a\u0000b',
            'x/\ud800',
            'image/svg+xml',
          ),
        ),
        fieldValue,
      ),
      { maxLength: 5 },
    ),
    fc.constantFrom('--b--\r\n', '--b--', '', '--b\r\n', '--b\r\n\r\n'),
    fc.constantFrom('b', '"b"', 'b; x', '', '"', 'b'.repeat(71), 'c'),
  )
  .map(([parts, end, boundary]): Body => {
    const written = parts.map(([name, fileName, type, value]) => {
      const file = fileName === null ? '' : `; filename="${fileName}"`;
      const header = `content-disposition: form-data; name="${name}"${file}`;
      return `--b\r\n${header}\r\n${type === null ? '' : `content-type: ${type}\r\n`}\r\n${value}\r\n`;
    });
    return { type: `multipart/form-data; boundary=${boundary}`, bytes: toBytes(written.join('') + end) };
  });

const rawBody = fc
  .tuple(
    fc.oneof(text, fc.uint8Array({ maxLength: 40 })),
    fc.constantFrom('', 'text/plain', 'image/png', 'x', 'application/json'),
  )
  .map(([value, type]): Body => ({ type, bytes: Buffer.from(value as string).toString('latin1') }));

const body = fc.oneof(
  { weight: 4, arbitrary: jsonBody },
  { weight: 4, arbitrary: urlEncodedBody },
  { weight: 3, arbitrary: multipartBody },
  { weight: 1, arbitrary: rawBody },
);

const headerName = fc.constantFrom(
  ...['accept', 'accept-encoding', 'accept-language', 'authorization', 'content-encoding', 'content-length'],
  ...[
    'if-match',
    'if-none-match',
    'origin',
    'range',
    'referer',
    'sec-fetch-site',
    'traceparent',
    'x-request-id',
  ],
  ...['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-http-method-override', 'cookie'],
);
const cookie = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'session',
        'language',
        'sign-in',
        'device',
        'oidc',
        'notice',
        'undo',
        'submission',
        '__proto__',
      ),
      text,
    ),
    { maxLength: 3 },
  )
  .map((pairs) => pairs.map(([name, value]) => `${name}=${encode(value)}`).join('; '));

const header = headerName.chain((name) =>
  fc.tuple(
    fc.constant(name),
    name === 'cookie'
      ? cookie
      : fc
          .oneof(
            text,
            fc.constantFrom('gzip', 'same-origin', 'cross-site', 'bytes=9-1', '"2"', ',,,', 'gopher'),
          )
          .map(toHeader),
  ),
);

/** Returns what a header may hold, whether sent by a browser or by Node. */
function toHeader(value: string): string {
  return value
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, '')
    .slice(0, 8000)
    .trim();
}

/** Percent-encodes a text; a lone surrogate becomes U+FFFD. */
function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

const segment = fc.oneof(
  fc.constantFrom(
    'about',
    'more',
    'c-fuzz',
    'c-other',
    'nothing',
    'en',
    'any.js',
    '%',
    '%00',
    '..%2f..%2fetc',
  ),
  text.map((value) => encode(value).slice(0, 3000)),
);
const query = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  {
    weight: 2,
    arbitrary: fc
      .array(
        fc.tuple(
          fc.constantFrom(
            'next',
            'rerender',
            'step',
            'example',
            'code',
            'state',
            'iss',
            'error',
            'after',
            'limit',
            '__proto__',
          ),
          text,
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((pairs) => `?${pairs.map(([name, value]) => `${name}=${encode(value)}`).join('&')}`),
  },
);

const otherMethod = fc.constantFrom(
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
  'OPTIONS',
  'PROPFIND',
  'get',
  'X',
);

/** What takes the most complicated requests. */
const central = [
  ...[apiPaths.update, apiPaths.update, apiPaths.language, apiPaths.login, apiPaths.verify, filesPath],
  ...[pagePaths.edit, pagePaths.edit, pagePaths.signIn, pagePaths.language, pagePaths.playground],
  `${pagePaths.playground}/check`,
].map((path): Route => ({ method: 'POST', path }));

/** A path that an app serves; `:name` and `*` in it are filled in. */
export interface Route {
  method: string;
  path: string;
}

/** Returns null, but once in fifteen times. */
function rarely<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> {
  return fc.oneof({ weight: 14, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

/** Generates requests to these routes of each site. */
export function arbitraryRequest(
  routes: Record<GeneratedRequest['site'], readonly Route[]>,
): fc.Arbitrary<GeneratedRequest> {
  const site = fc.constantFrom<GeneratedRequest['site'][]>(
    'own',
    'own',
    'own',
    'own',
    'own',
    'own',
    'admin',
    'backend',
  );
  return site.chain((name) =>
    fc
      .record({
        route:
          name === 'admin'
            ? fc.constantFrom(...routes[name])
            : fc.oneof(fc.constantFrom(...central), fc.constantFrom(...routes[name])),
        segment,
        query,
        isSignedIn: fc.oneof(
          { weight: 7, arbitrary: fc.constant(true) },
          { weight: 1, arbitrary: fc.constant(false) },
        ),
        otherMethod: rarely(otherMethod),
        headers: fc.array(header, { maxLength: 2 }),
        body,
        otherType: rarely(fc.constantFrom('application/json', 'multipart/form-data', 'text/plain', '')),
        isSameOrigin: fc.oneof(
          { weight: 20, arbitrary: fc.constant(true) },
          { weight: 1, arbitrary: fc.constant(false) },
        ),
        isChunked: fc.boolean(),
      })
      .map(({ route, segment: filled, query: search, ...request }): GeneratedRequest => {
        const method = request.otherMethod ?? route.method;
        const hasBody = !/^(get|head)$/i.test(method);
        const type = request.otherType ?? request.body.type;
        return {
          site: name,
          isSignedIn: request.isSignedIn,
          method,
          path: route.path.replace(/:\w+(\{[^}]*\})?\??|\*/g, () => filled) + search,
          headers: [
            ...(request.isSameOrigin ? [['origin', 'http://localhost'] satisfies [string, string]] : []),
            ...(hasBody && type ? [['content-type', type] satisfies [string, string]] : []),
            ...request.headers.filter(([headerKey]) => hasBody || headerKey !== 'content-length'),
          ],
          body: hasBody ? request.body.bytes : null,
          isChunked: request.isChunked,
        };
      }),
  );
}
