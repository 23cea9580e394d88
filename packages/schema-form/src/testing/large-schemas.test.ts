import { expect, test } from 'vitest';
import type { JsonSchema } from '../model/json-schema.ts';
import { normalizeSchema } from '../model/normalize-schema.ts';
import { checkSchema } from '../server/check-schema.ts';
import { bundleSchema } from '../server/metaschemas.ts';
import { createHealthRecordSchema } from './health-record.ts';

/**
 * Returns the processor time of the fastest of several runs in milliseconds. Unlike elapsed time, it hardly depends
 * on what else the machine does.
 */
function measure(work: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
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
  expect(measure(() => normalizeSchema(bundleSchema(JSON.parse(text) as JsonSchema)))).toBeLessThan(100);
});

test('a health record format of 3 MB is checked and normalized in less than 2 s', () => {
  const text = JSON.stringify(createHealthRecordSchema(150));
  expect(text.length).toBeGreaterThan(2_900_000);
  const time = measure(() => {
    const schema = JSON.parse(text) as JsonSchema;
    checkSchema(schema);
    expect(Object.keys(normalizeSchema(bundleSchema(schema)).properties ?? {})).toContain('records');
  });
  expect(time).toBeLessThan(2000);
});
