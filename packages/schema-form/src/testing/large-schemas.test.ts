import { expect, test } from 'vitest';
import type { JsonSchema } from '../model/json-schema.ts';
import { normalizeSchema } from '../model/normalize-schema.ts';
import { checkSchema } from '../server/check-schema.ts';
import { bundleSchema } from '../server/metaschemas.ts';
import { createHealthRecordSchema } from './health-record.ts';

/**
 * Expects that at least one of several runs takes less processor time than `limit`, in milliseconds. Unlike elapsed time,
 * it hardly depends on what else the machine does.
 */
function expectLess(limit: number, work: () => void): void {
  const times: number[] = [];
  do {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  } while (times.length < 5 && Math.min(...times) >= limit);
  expect(Math.min(...times)).toBeLessThan(limit);
}

test('50 types that refer to each other are normalized in less than 100 ms', () => {
  const names = Array.from({ length: 50 }, (_, index) => `t${index}`);
  const references = names.map((name) => [name, { $ref: `#/$defs/${name}` }]);
  const type = { type: 'object', properties: Object.fromEntries(references) };
  const schema = {
    type: 'object',
    properties: { first: { $ref: '#/$defs/t0' } },
    $defs: Object.fromEntries(names.map((name) => [name, type])),
  };
  const text = JSON.stringify(schema);
  expectLess(100, () => normalizeSchema(bundleSchema(JSON.parse(text) as JsonSchema)));
});

test('a health record format of 3 MB is checked and normalized in less than 2 s', () => {
  const text = JSON.stringify(createHealthRecordSchema(150));
  expect(text.length).toBeGreaterThan(2_900_000);
  expectLess(2000, () => {
    const schema = JSON.parse(text) as JsonSchema;
    checkSchema(schema);
    expect(Object.keys(normalizeSchema(bundleSchema(schema)).properties ?? {})).toContain('records');
  });
});
