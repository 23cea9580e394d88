import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customerKeys } from '../../shared/customer-api.ts';
import { escapeFormula, unescapeFormula } from './cells.ts';
import { createColumnCache } from './columns.ts';
import { readCsv } from './read-csv.ts';

const signs = [
  '=',
  '+',
  '-',
  '@',
  '＝',
  '＋',
  '－',
  '＠',
  "'",
  '"',
  ';',
  '|',
  ',',
  '\t',
  '\r',
  '\n',
  '\0',
  ' ',
  '1',
  'a',
];
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.oneof(fc.constantFrom(...signs), fc.string({ unit: 'grapheme', maxLength: 1 })) }),
);

test.each([
  ['=1+1', "'=1+1"],
  ['＝1+1', "'＝1+1"],
  ['＋1-＠', "'＋1-＠"],
  [' "=1+1"', ` "'=1+1"`],
  ['\u200b=1', "\u200b'=1"],
  ['Flat 3;=1+1', "Flat 3;'=1+1"],
  ['Flat 3\n-1+1', "Flat 3\n'-1+1"],
  ['Flat 3\t@SUM(A1)', "Flat 3\t'@SUM(A1)"],
  ['x;+1', "x;'+1"],
  ['\ta', "'\ta"],
  ["'=a", "''=a"],
])('the cell of %j is %j, which runs nothing', (text, cell) => {
  expect(escapeFormula(text)).toBe(cell);
});

test.each([
  '+971501234567',
  '-1.5',
  '2026-12-07',
  'a@example.com',
  'Flat 3; Jean-Luc',
  "O'Hara",
  'Apt 5, -3',
])('the cell of %j is the text itself', (text) => {
  expect(escapeFormula(text)).toBe(text);
  expect(unescapeFormula(text)).toBe(text);
});

test('no cell begins with a formula, whichever signs a spreadsheet splits it at', () => {
  const isNumber = /^[+-]\d[\d.]*$/;
  fc.assert(
    fc.property(texts, (text) => {
      const pieces = escapeFormula(text).split(/[;|\t\r\n]/);
      const run = pieces.filter((piece) => /^[\s"\0]*[=+\-@＝＋－＠]/.test(piece) && !isNumber.test(text));
      expect(run).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('an import reads every text that an export wrote', async () => {
  const columns = createColumnCache({ type: 'object', properties: {} });
  await fc.assert(
    fc.asyncProperty(fc.array(texts, { minLength: 2, maxLength: 2 }), async (row) => {
      const text = stringify([customerKeys.slice(1, 3), row.map(escapeFormula)]);
      async function* read() {
        yield text;
      }
      const [record] = await Array.fromAsync(readCsv(read(), columns, []));
      expect(record?.cells.map(({ value }) => value)).toEqual(row);
    }),
    { numRuns: 500 },
  );
});

test('a long text takes no long time', () => {
  for (const sign of ['\t', "'", ' ', '"', ';', '=']) {
    const text = sign.repeat(200_000);
    expect(unescapeFormula(escapeFormula(text))).toBe(text);
  }
});
