import { describe, expect, it } from 'vitest';
import { coerceObject, coerceValue } from './coercion.ts';
import type { JsonObject, JsonSchema } from './json-schema.ts';

const date: JsonSchema = { type: 'string', format: 'date' };
const coerce = (schema: JsonSchema, value: JsonObject) => coerceValue(schema, schema, value);

describe('a date that was submitted as several fields', () => {
  it.each([
    [{ day: '5', month: '3', year: '1990' }, '1990-03-05'],
    [{ day: '٥', month: '٣', year: '١٩٩٠' }, '1990-03-05'],
    [{ day: ' 5\u200f', month: '03', year: '1990 ' }, '1990-03-05'],
    [{ day: '31', month: '2', year: '1990' }, '1990-2-31'],
    [{ day: '', month: '', year: '1990' }, '1990--'],
    [{ day: '5' }, '--5'],
  ])('%j becomes %s', (fields, text) => {
    expect(coerce(date, fields)).toBe(text);
  });

  it('is absent when all fields are empty', () => {
    const schema: JsonSchema = { type: 'object', properties: { dob: date } };
    expect(coerceObject(schema, schema, { dob: { day: '', month: ' ', year: '' } })).toEqual({});
  });

  it('stays an object if the schema allows an object', () => {
    const parts = { day: '5', month: '3', year: '1990' };
    expect(coerce({ type: 'object' }, parts)).toEqual(parts);
    expect(coerce({ anyOf: [date, { type: 'object' }] }, parts)).toEqual(parts);
  });

  it('stays an object if it has other fields, so that the validator reports it', () => {
    expect(coerce(date, { day: '5', week: '2' })).toEqual({ day: '5', week: '2' });
  });
});

describe('a time that was submitted as several fields', () => {
  it.each([
    ['time', { local: '14:30', was: '' }, '14:30:00Z'],
    ['time', { local: '14:30', was: '14:30:00.0+04:00' }, '14:30:00.0+04:00'],
    [
      'date-time',
      { local: '2024-03-15T08:00', was: '2024-03-15T09:00:00-05:00' },
      '2024-03-15T08:00:00-05:00',
    ],
    ['date-time', { local: '', was: '2024-03-15T09:00:00-05:00' }, ''],
  ])('of a %s, %j becomes %s', (format, fields, text) => {
    expect(coerce({ type: 'string', format }, fields)).toBe(text);
  });

  it('is only the local time if no format requires a time zone', () => {
    expect(coerce({ type: 'string' }, { local: '14:30', was: '' })).toBe('14:30');
  });
});
