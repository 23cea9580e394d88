import { describe, expect, test } from 'vitest';
import type { JsonSchema, UiSchema } from '../model/json-schema.ts';
import { person, readValue, readView, renderValue, renderView, text } from '../testing/render-view.tsx';

describe('a sensitive or secret value', () => {
  const sensitive = { 'ui:options': { sensitive: true } };

  test('is masked except for its end, and shown on request', () => {
    const markup = renderValue(text, 'N7654321', sensitive);
    expect(markup).toMatch(
      /^<details class="view-secret"><summary><bdi[^>]*><span aria-hidden="true">••••<\/span>4321/,
    );
    expect(markup).toContain('</summary><bdi class="view-text">N7654321</bdi></details>');
    expect(markup.split('</summary>')[0]).not.toContain('N765');
  });

  test.each(['abcd', 'x', 7])('is masked entirely if it is as short as %j', (value) => {
    const [summary = ''] = renderValue({}, value, sensitive).split('</summary>');
    expect(summary).toContain('<bdi class="view-mask"><span aria-hidden="true">••••</span></bdi>');
  });

  test('is masked in all members of a group or list', () => {
    const markup = renderView(
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
      const [summary = ''] = renderValue(schema, value, sensitive).split('</summary>');
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
    expect(readView(whole, { name: 'Lina', it: '4711' }, { it: uiSchema })).toEqual(['Name: Lina']);
    const nested = { type: 'object', properties: { group: { type: 'object', properties: { it: schema } } } };
    expect(
      renderView({ ...nested, $defs: whole.$defs }, { group: { it: '4711' } }, { group: { it: uiSchema } }),
    ).not.toContain('4711');
  });

  test('is neither shown in data that does not fit nor in the name of an item', () => {
    const properties = { pin: { ...text, writeOnly: true }, name: text };
    const misfit = { type: 'object', properties, enum: [{}] };
    expect(renderView({ properties: { it: misfit } }, { it: { name: 'Lina', pin: '4711' } })).not.toContain(
      '4711',
    );
    const items = { type: 'object', title: 'Key', properties };
    expect(readValue({ type: 'array', items }, [{ pin: '4711', name: 'Lina' }])).toContain('h3 Key 1: Lina');
  });

  test('is not shown if another branch names it', () => {
    const schema = {
      additionalProperties: true,
      oneOf: [
        { properties: { kind: { const: 'a' }, pin: { ...text, writeOnly: true } } },
        { properties: { kind: { const: 'b' }, name: text } },
      ],
    };
    expect(renderView(schema, { kind: 'b', name: 'Lina', pin: '4711' })).not.toContain('4711');
  });
});
