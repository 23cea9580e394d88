import { describe, expect, it } from 'vitest';
import type { JsonSchema } from './json-schema.ts';
import { getWidgetName, isListOfOneField } from './widget-names.ts';

const choices = (count: number): JsonSchema => ({
  type: 'array',
  uniqueItems: true,
  items: { enum: Array.from({ length: count }, (_, index) => index) },
});

describe('the widget of a schema', () => {
  it.each<[string, JsonSchema]>([
    ['text', { type: 'string' }],
    ['text', { type: ['string', 'null'], format: 'email' }],
    ['text', { type: 'string', format: 'date' }],
    ['tel', { type: 'string', format: 'tel' }],
    ['text', { type: 'string', format: 'tel', readOnly: true }],
    ['time', { type: 'string', format: 'time' }],
    ['time', { type: 'string', format: 'iso-date-time' }],
    ['color', { type: 'string', format: 'color' }],
    ['number', { type: 'number' }],
    ['number', { type: 'integer' }],
    ['checkbox', { type: 'boolean' }],
    ['select', { type: 'string', enum: ['a'] }],
    ['select', { enum: [1, 2] }],
    ['checkboxes', choices(7)],
    ['multi-select', choices(8)],
  ])('is %s for %j', (widget, schema) => {
    expect(getWidgetName(schema, undefined)).toBe(widget);
  });

  it.each<[string, JsonSchema, string]>([
    ['textarea', { type: 'string' }, 'textarea'],
    ['password', { type: 'string' }, 'password'],
    ['date-parts', { type: 'string', format: 'date' }, 'date-parts'],
    ['date-parts', { type: 'string', format: 'date' }, 'alt-date'],
    ['time', { type: 'string' }, 'time'],
    ['range', { type: 'integer' }, 'range'],
    ['number', { type: 'number' }, 'updown'],
    ['radio', { type: 'boolean' }, 'radio'],
    ['select', { type: 'boolean' }, 'select'],
    ['radio', { enum: ['a'] }, 'radio'],
    ['multi-select', choices(3), 'select'],
    ['checkboxes', choices(20), 'checkboxes'],
    ['tags', { type: 'array', items: { type: 'string' } }, 'tags'],
    ['upload', { type: 'string' }, 'upload'],
    ['upload', { type: 'array', items: { type: 'string' } }, 'upload'],
    ['hidden', { type: 'string' }, 'hidden'],
    ['textarea', { type: 'string' }, 'TextareaWidget'],
  ])('is %s for %j where ui:widget says %s', (widget, schema, wish) => {
    expect(getWidgetName(schema, { 'ui:widget': wish })).toBe(widget);
    expect(getWidgetName(schema, { 'ui:options': { widget: wish } })).toBe(widget);
  });

  it('is the usual one where the wish does not fit', () => {
    expect(getWidgetName({ type: 'boolean' }, { 'ui:widget': 'textarea' })).toBe('checkbox');
    expect(getWidgetName({ type: 'string' }, { 'ui:widget': 'toString' })).toBe('text');
  });
});

describe('a list', () => {
  it('is one field where it is a choice of several, or is to be tags or files', () => {
    expect(isListOfOneField(choices(3), undefined)).toBe(true);
    expect(isListOfOneField({ type: 'array', items: { type: 'string' } }, { 'ui:widget': 'tags' })).toBe(
      true,
    );
    expect(isListOfOneField({ type: 'array' }, { 'ui:widget': 'tags' })).toBe(true);
    expect(isListOfOneField({ type: 'array', items: { type: 'string' } }, { 'ui:widget': 'upload' })).toBe(
      true,
    );
    expect(isListOfOneField({ ...choices(3), uniqueItems: false }, { 'ui:widget': 'checkboxes' })).toBe(true);
  });

  it('is several fields elsewhere', () => {
    expect(isListOfOneField({ type: 'array', items: { type: 'string' } }, undefined)).toBe(false);
    expect(isListOfOneField({ ...choices(3), uniqueItems: false }, undefined)).toBe(false);
    expect(isListOfOneField(choices(3), { 'ui:field': 'Map' })).toBe(false);
    expect(isListOfOneField({ type: 'array', items: { type: 'object' } }, { 'ui:widget': 'tags' })).toBe(
      false,
    );
  });
});
