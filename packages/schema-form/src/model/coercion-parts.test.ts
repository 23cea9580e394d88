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
    expect(coerceObject(schema, { dob: { day: '', month: ' ', year: '' } })).toEqual({});
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
  const typed = (hour: string, minute: string, was = '') => ({ hour, minute, was });
  const day = { day: '15', month: '3', year: '2024' };

  it.each<[string, JsonObject, string]>([
    ['time', typed('14', '30'), '14:30:00Z'],
    ['time', typed('١٤', ' 5'), '14:05:00Z'],
    ['time', typed('14', '30', '14:30:00.0+04:00'), '14:30:00.0+04:00'],
    ['time', typed('half', ''), 'half:'],
    ['iso-time', { ...typed('14', '30'), second: '7' }, '14:30:07'],
    ['date-time', { ...day, ...typed('8', '00', '2024-03-15T09:00:00-05:00') }, '2024-03-15T08:00:00-05:00'],
    ['date-time', { day: '', month: '', year: '', ...typed('', '', '2024-03-15T09:00:00-05:00') }, ''],
    ['month', { month: '3', year: '٢٠٢٤' }, '2024-03'],
    ['week', { week: '7', year: '2024' }, '2024-W07'],
  ])('of a %s, %j becomes %s', (format, fields, text) => {
    expect(coerce({ type: 'string', format }, fields)).toBe(text);
  });

  it('is recognized by its fields if there is no format', () => {
    const text: JsonSchema = { type: 'string' };
    expect(coerce(text, typed('14', '30'))).toBe('14:30');
    expect(coerce(text, { month: '3', year: '2024' })).toBe('2024-03');
    expect(coerce(text, { week: '3', year: '2024' })).toBe('2024-W03');
    expect(coerce(text, { ...day, ...typed('8', '00') })).toBe('2024-03-15T08:00');
  });

  it('stays an object without any of the fields', () => {
    expect(coerce({ type: 'string', format: 'time' }, { was: '14:30:00Z' })).toEqual({ was: '14:30:00Z' });
    expect(coerce(date, { hour: '14', minute: '30' })).toEqual({ hour: '14', minute: '30' });
  });
});
