import ArrayField from '@rjsf/core/lib/components/fields/ArrayField.js';
import NumberField from '@rjsf/core/lib/components/fields/NumberField.js';
import ObjectField from '@rjsf/core/lib/components/fields/ObjectField.js';
import StringField from '@rjsf/core/lib/components/fields/StringField.js';
import ArrayFieldItemTemplate from '@rjsf/core/lib/components/templates/ArrayFieldItemTemplate.js';
import ArrayFieldTemplate from '@rjsf/core/lib/components/templates/ArrayFieldTemplate.js';
import BaseInputTemplate from '@rjsf/core/lib/components/templates/BaseInputTemplate.js';
import buttonTemplates from '@rjsf/core/lib/components/templates/ButtonTemplates/index.js';
import FieldErrorTemplate from '@rjsf/core/lib/components/templates/FieldErrorTemplate.js';
import FieldTemplate from '@rjsf/core/lib/components/templates/FieldTemplate/index.js';
import ObjectFieldTemplate from '@rjsf/core/lib/components/templates/ObjectFieldTemplate.js';
import CheckboxesWidget from '@rjsf/core/lib/components/widgets/CheckboxesWidget.js';
import CheckboxWidget from '@rjsf/core/lib/components/widgets/CheckboxWidget.js';
import RadioWidget from '@rjsf/core/lib/components/widgets/RadioWidget.js';
import RangeWidget from '@rjsf/core/lib/components/widgets/RangeWidget.js';
import SelectWidget from '@rjsf/core/lib/components/widgets/SelectWidget.js';
import TextareaWidget from '@rjsf/core/lib/components/widgets/TextareaWidget.js';
import { expect, test } from 'vitest';
import type { ErrorSchema, JsonSchema } from '../model/json-schema.ts';
import { renderForm } from '../testing/render-form.tsx';
import type { FormRegistry } from './form-registry.ts';

// A host plugs in the unchanged components of @rjsf/core.

const phones = {
  type: 'array',
  title: 'Phones',
  description: 'The first one is called first',
  items: { type: 'string', title: 'Phone' },
};

function renderValue(registry: FormRegistry, schema: JsonSchema, options: object = {}) {
  const { ui = {}, value, errors } = options as { ui?: object; value?: never; errors?: ErrorSchema };
  return renderForm({
    registry,
    schema: { type: 'object', required: ['a'], properties: { a: schema } },
    uiSchema: { a: ui },
    data: value === undefined ? {} : { a: value },
    ...(errors && { serverErrors: { a: errors } }),
  });
}

test('FieldTemplate frames every value with its own label, description, help and errors', async () => {
  const schema = { type: 'string', title: 'Name', description: 'As in the passport' };
  const { html } = await renderValue({ templates: { FieldTemplate } }, schema, {
    ui: { 'ui:help': 'All of it', 'ui:classNames': 'wide' },
    errors: { __errors: ['Too short'] },
  });
  expect(html).toMatch(
    /<div class="form-group rjsf-field rjsf-field-string wide has-error has-danger"><label class="control-label" for="root_a">Name<span class="required">\*</,
  );
  for (const text of ['As in the passport', 'All of it']) expect(html.split(text)).toHaveLength(2);
  expect(html).toMatch(
    /<input id="root_a"[^>]* aria-describedby="root_a__help root_a__error"[^>]* name="root\[a\]"/,
  );
  expect(html).not.toContain('class="field-label"');
});

test('FieldTemplate frames groups and lists, and our own fields in it repeat no text', async () => {
  const group = {
    type: 'object',
    title: 'Home',
    description: 'Where you live',
    properties: { list: phones },
  };
  const { html } = await renderValue({ templates: { FieldTemplate } }, group, {
    value: { list: ['1'] },
    errors: { list: { __errors: ['Too few'], 0: { __errors: ['Too short'] } } },
  });
  const [, form = ''] = html.split('<form');
  for (const text of ['Home<', 'Where you live', '<bdi>Phones<', 'Too few', 'Too short']) {
    expect(form.split(text), text).toHaveLength(2);
  }
  expect(form).toMatch(/rjsf-field-object.*rjsf-field-object.*rjsf-field-array.*rjsf-field-string/s);
});

test('ObjectFieldTemplate contains our fields, and the errors of the object follow it', async () => {
  const schema = {
    type: 'object',
    title: 'Home',
    description: 'Where you live',
    properties: { city: { type: 'string', title: 'City' } },
    additionalProperties: { type: 'string' },
  };
  const { html } = await renderValue({ templates: { home: ObjectFieldTemplate } }, schema, {
    ui: { 'ui:ObjectFieldTemplate': 'home', 'ui:title': 'Your home' },
    errors: { __errors: ['Incomplete'] },
  });
  expect(html).toMatch(
    /<fieldset id="root_a"><legend id="root_a__title">Your home<span class="required">\*<\/span><\/legend>/,
  );
  expect(html).toMatch(/Where you live.*<label class="field-label" for="root_a_city"><bdi>City/s);
  expect(html).toMatch(/<button type="button"[^>]*>Add<\/button>/);
  expect(html).toMatch(/<p class="field-error" id="root_a__error"><span>Incomplete/);
});

test('ArrayFieldTemplate and ArrayFieldItemTemplate render a list with buttons for each item', async () => {
  const registry = { templates: { ArrayFieldTemplate, ArrayFieldItemTemplate } };
  const { html } = await renderValue(registry, phones, {
    ui: { 'ui:options': { copyable: true } },
    value: ['1', '2'],
  });
  expect(html).toMatch(
    /<fieldset class="rjsf-field rjsf-field-array" id="root_a"><legend id="root_a__title">Phones/,
  );
  expect(html).toContain('The first one is called first');
  const [, first = '', second = ''] = html.split('class="rjsf-array-item"');
  expect(first).toMatch(/<input [^>]*name="root\[a\]\[0\]"[^>]*value="1"/);
  expect(first).toMatch(/id="root_a_0__moveUp"[^>]*disabled=""[^>]*>Move up</);
  expect(first).toMatch(/>Move down<.*>Duplicate<.*>Remove</s);
  expect(second).toMatch(/name="root\[a\]\[1\]"[^>]*value="2"/);
  expect(second).toMatch(/rjsf-array-item-move-down"[^>]*disabled=""/);
  expect(second).toMatch(/>Add<\/button>/);
});

test('ArrayFieldTemplate alone contains items and buttons in the style of the form', async () => {
  const { html } = await renderValue({ templates: { ArrayFieldTemplate } }, phones, { value: ['1'] });
  expect(html).toMatch(/<div class="entry rjsf-array-item"><div class="field[^>]*><label [^>]*><bdi>Phone</);
  expect(html).toMatch(/<div class="entry-actions">.*>Remove<\/button><\/div>/);
  // The templates of rjsf have styles that its own style sheet completes.
  expect(html).not.toContain('style=');
});

test('ButtonTemplates and FieldErrorTemplate can be registered without the templates that contain them', async () => {
  const registry = { templates: { ButtonTemplates: buttonTemplates(), FieldErrorTemplate } };
  const { html } = await renderValue(registry, phones, {
    value: ['1'],
    errors: { 0: { __errors: ['Too short'] } },
  });
  expect(html).toContain('glyphicon glyphicon-remove');
  expect(html).toMatch(/<ul id="root_a_0__error" class="error-detail[^>]*><li class="text-danger">Too short/);
  expect(html).toMatch(/<label class="field-label" for="root_a_0"><bdi>Phone/);
});

test('BaseInputTemplate renders the input of texts, numbers and ranges', async () => {
  const registry = { templates: { BaseInputTemplate } };
  const render = async (schema: JsonSchema, ui: object = {}) =>
    (await renderValue(registry, schema, { ui, value: 7 })).html;
  expect(await render({ type: 'integer', maximum: 9 })).toMatch(
    /<input id="root_a" class="form-control"[^>]* type="number" max="9"[^>]* name="root\[a\]" value="7"/,
  );
  expect(await render({ type: 'integer' }, { 'ui:widget': 'range' })).toContain('field-range-wrapper');
  expect(await render({ type: 'string', format: 'email' })).toMatch(/class="form-control"[^>]* type="email"/);
  expect(await render({ type: 'string' }, { 'ui:widget': 'password' })).toContain('type="password"');
});

test('RangeWidget renders a number', async () => {
  const { html } = await renderValue(
    { widgets: { RangeWidget } },
    { type: 'integer', minimum: 1, maximum: 9 },
    {
      ui: { 'ui:widget': 'range' },
      value: 3,
    },
  );
  expect(html).toMatch(/type="range" min="1" max="9"[^>]*value="3"/);
  expect(html).toContain('<span class="range-view">3</span>');
});

test('CheckboxesWidget, SelectWidget and RadioWidget offer the options of the schema', async () => {
  const list = { type: 'array', uniqueItems: true, items: { enum: ['x', 'y'] } };
  const ui = { 'ui:enumNames': ['Ex', 'Why'] };
  const checkboxes = await renderValue({ widgets: { CheckboxesWidget } }, list, { value: ['y'], ui });
  expect(checkboxes.html).toMatch(
    /<div class="checkboxes" id="root_a">.*<span>Ex<\/span>.*checked="".*<span>Why</s,
  );
  const option = { enum: ['x', 'y'], title: 'Letter' };
  const select = await renderValue({ widgets: { SelectWidget } }, option, { value: 'y', ui });
  expect(select.html).toMatch(
    /<select id="root_a" name="root\[a\]" class="form-control"[^>]*>.*selected="">Why</s,
  );
  const radio = await renderValue({ widgets: { RadioWidget } }, option, {
    ui: { ...ui, 'ui:widget': 'radio' },
  });
  expect(radio.html).toMatch(/<div class="field-radio-group" id="root_a"[^>]*>.*<span>Ex<.*<span>Why</s);
  const multiple = await renderValue({ widgets: { SelectWidget } }, list, { ui: { 'ui:widget': 'select' } });
  expect(multiple.html).toMatch(/<select id="root_a" name="root\[a\]" multiple=""/);
});

test('CheckboxWidget renders its own label, so the frame has none', async () => {
  const schema = { type: 'boolean', title: 'Newsletter', readOnly: true };
  const { html } = await renderValue({ widgets: { CheckboxWidget } }, schema, { value: true });
  expect(html).toMatch(
    /<input type="checkbox" id="root_a"[^>]* disabled="" [^>]*checked=""\/><span>Newsletter</,
  );
  expect(html).not.toContain('class="field-label"');
});

test('TextareaWidget is found by its rjsf name', async () => {
  const { html } = await renderValue(
    { widgets: { notes: TextareaWidget } },
    { type: 'string' },
    {
      ui: {
        'ui:widget': 'notes',
        'ui:disabled': true,
        'ui:placeholder': 'Anything',
        'ui:options': { rows: 4 },
      },
      value: 'Hello',
    },
  );
  expect(html).toMatch(
    /<textarea id="root_a" name="root\[a\]" class="form-control" placeholder="Anything"[^>]*disabled=""[^>]*rows="4"[^>]*>Hello</,
  );
});

test('StringField and NumberField render our controls, which are the widgets in their registry', async () => {
  const fields = { text: StringField, amount: NumberField };
  const text = await renderValue(
    { fields },
    { type: 'string' },
    { ui: { 'ui:field': 'text' }, value: 'Layla' },
  );
  expect(text.html).toMatch(
    /<input id="root_a"[^>]*class="input input-full"[^>]*name="root\[a\]"[^>]*value="Layla"/,
  );
  const amount = await renderValue(
    { fields },
    { type: 'number' },
    { ui: { 'ui:field': 'amount' }, value: 7 },
  );
  expect(amount.html).toMatch(/<input id="root_a"[^>]*class="input[^>]*name="root\[a\]"[^>]*value="7"/);
});

test('ObjectField and ArrayField render our fields for members and items', async () => {
  const fields = { ObjectField, ArrayField };
  const group = { type: 'object', title: 'Home', properties: { phones } };
  const { html } = await renderValue({ fields }, group, { value: { phones: ['1', '2'] } });
  expect(html).toMatch(/<legend id="root_a__title">Home.*<legend id="root_a_phones__title">Phones/s);
  expect(html).toMatch(
    /<label class="field-label" for="root_a_phones_1"><bdi>Phone.*name="root\[a\]\[phones\]\[1\]"/s,
  );
});
