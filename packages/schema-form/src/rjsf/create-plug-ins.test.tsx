import type { FieldProps, FieldTemplateProps, ObjectFieldTemplateProps, WidgetProps } from '@rjsf/utils';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FormTexts } from '../context/form-context.ts';
import type { ValueProps } from '../context/value-registry.ts';
import type { ErrorSchema, JsonObject, JsonSchema, UiSchema } from '../model/json-schema.ts';
import { getWriting } from '../model/writing.ts';
import { SchemaView } from '../view/SchemaView.tsx';
import { type FormParts, loadAllFormParts } from './form-parts.ts';
import type { FormRegistry } from './form-registry.ts';
import { SchemaForm } from './SchemaForm.tsx';

let given: WidgetProps | null = null;

function Stars(props: WidgetProps) {
  given = props;
  return <input id={props.id} name={props.htmlName} defaultValue={props.value} className="stars" />;
}

const registry: FormRegistry = {
  widgets: {
    stars: Stars,
    sides: Object.assign((props: WidgetProps) => <i id={`${props.id}-left`} />, {
      labelling: 'legend' as const,
    }),
    TextWidget: (props: WidgetProps) => <b id={props.id} />,
  },
  fields: { map: ({ fieldPathId }: FieldProps) => <canvas id={fieldPathId.$id} /> },
  templates: {
    card: ({ label, children, description, errors, help }: FieldTemplateProps) => (
      <article title={label}>
        {children}
        {description}
        {help}
        {errors}
      </article>
    ),
    table: ({ title, properties }: ObjectFieldTemplateProps) => (
      <table title={title}>
        <tbody>
          {properties.map(({ name, content }) => (
            <tr key={name}>
              <td>{content}</td>
            </tr>
          ))}
        </tbody>
      </table>
    ),
  },
  values: { stars: ({ value }: ValueProps) => <meter value={Number(value)} /> },
};

const texts = { optional: '(optional)', notGiven: 'None', addTo: String } as unknown as FormTexts;
const context = { texts, locale: 'en', writing: getWriting('en'), registry };

function render(schema: JsonSchema, ui: UiSchema, data: JsonObject = {}, errors: ErrorSchema = {}): string {
  return renderToStaticMarkup(
    <SchemaForm
      schema={{ type: 'object', required: ['a'], properties: { a: schema } }}
      uiSchema={{ a: ui }}
      data={data}
      serverErrors={errors}
      validate={() => ({})}
      parts={parts}
      context={context}
      action=""
      onChange={() => {}}
      onSubmit={() => {}}
      onInvalid={() => {}}
    >
      {null}
    </SchemaForm>,
  );
}

let parts: FormParts;

beforeAll(async () => {
  parts = await loadAllFormParts(registry);
});

describe('a widget of the host', () => {
  test('receives every prop of an rjsf widget', () => {
    const schema: JsonSchema = { type: 'integer', title: 'Rating', readOnly: true, maximum: 5 };
    const ui = { 'ui:widget': 'stars', 'ui:disabled': true, 'ui:options': { icon: 'moon' } };
    const html = render(schema, ui, { a: 3 }, { a: { __errors: ['Too few'] } });
    expect(html).toContain('<label class="field-label" for="root_a"><bdi>Rating</bdi></label>');
    expect(html).toContain('<input id="root_a" class="stars" name="root[a]" value="3"/>');
    expect(given).toMatchObject({
      id: 'root_a',
      name: 'a',
      label: 'Rating',
      value: 3,
      schema,
      options: { icon: 'moon' },
      required: true,
      readonly: true,
      disabled: true,
      rawErrors: ['Too few'],
    });
    for (const handler of ['onChange', 'onBlur', 'onFocus']) expect(given).toHaveProperty(handler);
  });

  test.each([
    [{ type: 'boolean' }],
    [{ type: 'string', enum: ['x', 'y'] }],
    [{ type: 'array', items: { type: 'string' } }],
    [{ type: ['string', 'null'] }],
  ])('renders %j', (schema) => {
    expect(render(schema, { 'ui:widget': 'stars' })).toContain('class="stars"');
  });

  test('may be a group of controls with a legend', () => {
    expect(render({ type: 'string', title: 'Sides' }, { 'ui:widget': 'sides' })).toMatch(
      /<fieldset [^>]*id="root_a"[^>]*><legend class="field-label"><bdi>Sides<\/bdi><\/legend><i id="root_a-left">/,
    );
  });

  test('replaces our control of the same name', () => {
    expect(render({ type: 'string' }, {})).toContain('<b id="root_a">');
  });
});

test('a field of the host renders a value of any type', () => {
  expect(render({ type: 'object', properties: {} }, { 'ui:field': 'map' })).toContain('<canvas id="root_a">');
});

describe('a template of the host', () => {
  test('frames a single value and contains our control', () => {
    const schema: JsonSchema = {
      type: 'string',
      title: 'Born',
      format: 'date',
      description: 'As in the passport',
    };
    const ui = { 'ui:FieldTemplate': 'card', 'ui:widget': 'date-parts', 'ui:help': 'Day first' };
    const html = render(schema, ui, {}, { a: { __errors: ['Wrong'] } });
    expect(html).toMatch(
      /<article title="Born">.*name="root\[a\]\[day\]".*As in the passport.*Day first.*Wrong.*<\/article>/s,
    );
    expect(html).not.toContain('class="field-label"');
  });

  test('renders an object and contains our fields', () => {
    const schema: JsonSchema = {
      type: 'object',
      title: 'Home',
      properties: { n: { type: 'integer', title: 'N' } },
    };
    expect(render(schema, { 'ui:ObjectFieldTemplate': 'table' })).toMatch(
      /<table title="Home">.*<label class="field-label" for="root_a_n"><bdi>N/s,
    );
  });
});

test.each(['ui:widget', 'ui:field', 'ui:FieldTemplate', 'ui:ObjectFieldTemplate', 'ui:ArrayFieldTemplate'])(
  'the name of an unregistered plug-in is ignored: %s',
  (option) => {
    for (const schema of [
      { type: 'number' },
      { type: 'object', title: 'Group', properties: { n: { type: 'number' } } },
      { type: 'array', title: 'List', items: { type: 'number' } },
    ]) {
      const [, usual = 'nothing'] = /<form [^>]*>(.*)<\/form>/s.exec(render(schema, {})) ?? [];
      for (const name of ['nothing', 'toString', 7, {}]) {
        expect(render(schema, { [option]: name })).toContain(usual);
      }
    }
  },
);

test('the reading page renders a value with the component of the host', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: { a: { type: 'integer' }, b: { type: 'integer' } },
  };
  const ui = { a: { 'ui:widget': 'stars' }, b: { 'ui:widget': 'stars' } };
  const html = renderToStaticMarkup(
    <SchemaView schema={schema} uiSchema={ui} data={{ a: 3 }} context={context} />,
  );
  expect(html).toContain('<meter value="3">');
  expect(html).toContain('None');
});
