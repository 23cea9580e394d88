import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  FieldProps,
  FieldTemplateProps,
  ObjectFieldTemplateProps,
  WidgetProps,
} from '@rjsf/utils';
import { expect, test } from 'vitest';
import { renderForm } from '../testing/render-form.tsx';

// The plug-ins are written as in the documentation of rjsf. The tests call their props in place of a person.

const name = { type: 'string', title: 'Name' };

test('a widget changes and clears its value', async () => {
  let given = {} as WidgetProps;
  const Plain = (props: WidgetProps) => {
    given = props;
    return <input id={props.id} name={props.htmlName} defaultValue={props.value} />;
  };
  const { changes } = await renderForm({
    schema: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'number' } } },
    uiSchema: { b: { 'ui:widget': 'hidden' } },
    data: { a: 'x', b: 1 },
    registry: { widgets: { TextWidget: Plain } },
  });
  given.onChange('y');
  given.onChange(undefined);
  expect(changes).toEqual([{ a: 'y', b: 1 }, { b: 1 }]);
});

test('a widget for a number may pass the typed text to onChange', async () => {
  let given = {} as WidgetProps;
  const Plain = (props: WidgetProps) => {
    given = props;
    return null;
  };
  const { changes } = await renderForm({
    schema: { type: 'object', properties: { a: { type: ['number', 'null'] } } },
    uiSchema: { a: { 'ui:widget': 'plain' } },
    registry: { widgets: { plain: Plain } },
  });
  for (const text of ['7', '1.50', '2.', 'x', '']) given.onChange(text);
  expect(changes.map(({ a }) => a)).toEqual([7, 1.5, 2, 'x', undefined]);
});

test('a widget for a boolean receives the options Yes and No', async () => {
  let given = {} as WidgetProps;
  const Switch = (props: WidgetProps) => {
    given = props;
    return null;
  };
  await renderForm({
    schema: { type: 'object', properties: { a: { type: 'boolean', title: 'Open' } } },
    uiSchema: { a: { 'ui:widget': 'switch' } },
    registry: { widgets: { switch: Switch } },
  });
  expect(given.options.enumOptions).toEqual([
    { value: true, label: 'Yes' },
    { value: false, label: 'No' },
  ]);
});

test('a field sets nested values by their paths, and its own value without a path', async () => {
  let given = {} as FieldProps;
  const Position = (props: FieldProps) => {
    given = props;
    return <b>{props.formData.lat}</b>;
  };
  const { html, changes } = await renderForm({
    schema: {
      type: 'object',
      properties: {
        at: { type: 'object', properties: { lat: { type: 'number' }, lon: { type: 'number' } } },
      },
    },
    uiSchema: { at: { 'ui:field': 'position' } },
    data: { at: { lat: 1, lon: 2 } },
    registry: { fields: { position: Position } },
  });
  expect(html).toContain('<b>1</b>');
  given.onChange(5, [...given.fieldPathId.path, 'lat']);
  given.onChange({ lat: 6, lon: 7 }, given.fieldPathId.path);
  // The `GeoPosition` in the documentation of rjsf passes its value alone.
  (given.onChange as (value: unknown) => void)({ lat: 8, lon: 9 });
  expect(changes).toEqual([
    { at: { lat: 5, lon: 2 } },
    { at: { lat: 6, lon: 7 } },
    { at: { lat: 8, lon: 9 } },
  ]);
});

test('a field renders our fields for nested values, and may modify their changes', async () => {
  let inner = {} as WidgetProps;
  const Inner = (props: WidgetProps) => {
    inner = props;
    return null;
  };
  const Loud = ({ registry, schema, uiSchema, fieldPathId, formData, onChange, ...props }: FieldProps) => {
    const { SchemaField } = registry.fields;
    if (!SchemaField) return null;
    return (
      <section>
        <SchemaField
          {...props}
          registry={registry}
          schema={schema.properties?.city as object}
          uiSchema={uiSchema?.city}
          fieldPathId={{ $id: `${fieldPathId.$id}_city`, path: [...fieldPathId.path, 'city'] }}
          formData={formData?.city}
          onChange={(value, path) => onChange(String(value).toUpperCase(), path)}
        />
      </section>
    );
  };
  const { html, changes } = await renderForm({
    schema: {
      type: 'object',
      properties: { home: { type: 'object', properties: { city: { type: 'string', title: 'City' } } } },
    },
    uiSchema: { home: { 'ui:field': 'loud', city: { 'ui:widget': 'inner' } } },
    registry: { fields: { loud: Loud }, widgets: { inner: Inner } },
  });
  expect(html).toContain(
    '<section><div class="field"><label class="field-label" for="root_home_city"><bdi>City',
  );
  inner.onChange('ajman');
  expect(changes).toEqual([{ home: { city: 'AJMAN' } }]);
});

test('a field that renders the field of its own value is rendered once', async () => {
  const Boxed = (props: FieldProps) => {
    const { SchemaField } = props.registry.fields;
    return <section>{SchemaField && <SchemaField {...props} />}</section>;
  };
  const { html } = await renderForm({
    schema: { type: 'object', properties: { a: name } },
    uiSchema: { a: { 'ui:field': 'boxed' } },
    data: { a: 'Layla' },
    registry: { fields: { boxed: Boxed } },
  });
  expect(html.split('<section>')).toHaveLength(2);
  expect(html).toMatch(/<section>.*for="root_a"><bdi>Name.*value="Layla".*<\/section>/s);
});

test('rjsf renders a path that the form does not have, with the schema that the field passes', async () => {
  const More = ({ registry, fieldPathId, onChange, onBlur, onFocus }: FieldProps) => {
    const { SchemaField } = registry.fields;
    const path = [...fieldPathId.path, 'extra'];
    const shared = {
      registry,
      onChange,
      onBlur,
      onFocus,
      name: 'extra',
      schema: { type: 'string', title: 'Extra' },
    };
    if (!SchemaField) return null;
    return (
      <SchemaField
        {...(shared as FieldProps)}
        fieldPathId={{ $id: 'root_a_extra', path, name: 'root[a][extra]' }}
      />
    );
  };
  const { html } = await renderForm({
    schema: { type: 'object', properties: { a: { type: 'object', additionalProperties: false } } },
    uiSchema: { a: { 'ui:field': 'more' } },
    registry: { fields: { more: More } },
  });
  expect(html).toMatch(
    /for="root_a_extra"><bdi>Extra.*<input id="root_a_extra"[^>]*name="root\[a\]\[extra\]"/s,
  );
});

test('all plug-ins receive the formContext of the host', async () => {
  const seen: unknown[] = [];
  const see = ({ registry }: Pick<WidgetProps, 'registry'>) => {
    seen.push(registry.formContext);
    return null;
  };
  const formContext = { country: 'AE' };
  await renderForm({
    schema: {
      type: 'object',
      properties: { a: name, b: name, c: name, d: { type: 'object' }, e: { type: 'array', items: name } },
    },
    uiSchema: {
      a: { 'ui:widget': 'see' },
      b: { 'ui:field': 'see' },
      c: { 'ui:FieldTemplate': 'see' },
      d: { 'ui:ObjectFieldTemplate': 'see' },
      e: { 'ui:ArrayFieldTemplate': 'see' },
    },
    registry: { widgets: { see }, fields: { see }, templates: { see }, formContext },
  });
  expect(seen).toEqual([formContext, formContext, formContext, formContext, formContext]);
});

test('the template of a list adds, removes, copies, moves and inserts items', async () => {
  let list = {} as ArrayFieldTemplateProps;
  const items: ArrayFieldItemTemplateProps[] = [];
  const { changes } = await renderForm({
    schema: { type: 'object', properties: { a: { type: 'array', items: name } } },
    uiSchema: { a: { 'ui:options': { copyable: true } } },
    data: { a: ['x', 'y'] },
    registry: {
      templates: {
        ArrayFieldTemplate: (props: ArrayFieldTemplateProps) => {
          list = props;
          return <ol>{props.items}</ol>;
        },
        ArrayFieldItemTemplate: (props: ArrayFieldItemTemplateProps) => {
          items.push(props);
          return <li>{props.children}</li>;
        },
      },
    },
  });
  const [first, second] = items.map(({ buttonsProps }) => buttonsProps);
  expect(items.map(({ index, totalItems, itemKey }) => [index, totalItems, itemKey])).toEqual([
    [0, 2, expect.any(String)],
    [1, 2, expect.any(String)],
  ]);
  expect(first).toMatchObject({
    hasMoveUp: false,
    hasMoveDown: true,
    hasCopy: true,
    hasRemove: true,
    canAdd: true,
  });
  expect(second).toMatchObject({ hasMoveUp: true, hasMoveDown: false });
  first?.onMoveDownItem();
  second?.onRemoveItem();
  first?.onCopyItem();
  list.onAddClick();
  expect(changes.map(({ a }) => a)).toEqual([['y', 'x'], ['y'], ['y', 'y'], ['y', 'y', null]]);
});

test('the add button of an item inserts a new item after it', async () => {
  const items: ArrayFieldItemTemplateProps[] = [];
  const { changes } = await renderForm({
    schema: { type: 'object', properties: { a: { type: 'array', items: name } } },
    data: { a: ['x', 'y', 'z'] },
    registry: {
      templates: {
        ArrayFieldItemTemplate: (props: ArrayFieldItemTemplateProps) => {
          items.push(props);
          return null;
        },
      },
    },
  });
  items[0]?.buttonsProps.onAddItem();
  expect(changes.at(-1)).toEqual({ a: ['x', null, 'y', 'z'] });
});

test('the template of an object adds keys, and choices between branches follow it', async () => {
  let given = {} as ObjectFieldTemplateProps;
  const Grid = (props: ObjectFieldTemplateProps) => {
    given = props;
    return <div className="grid">{props.properties.map(({ content }) => content)}</div>;
  };
  const branches = [
    { title: 'Card', properties: { number: { type: 'string', title: 'Number' } }, required: ['number'] },
    { title: 'Cash', properties: { till: { type: 'string', title: 'Till' } }, required: ['till'] },
  ];
  const { html, changes } = await renderForm({
    schema: {
      type: 'object',
      properties: {
        a: {
          type: 'object',
          properties: { sum: name },
          oneOf: branches,
          additionalProperties: { type: 'string' },
        },
      },
    },
    data: { a: { number: '1' } },
    registry: { templates: { Grid } },
    uiSchema: { a: { 'ui:ObjectFieldTemplate': 'Grid' } },
  });
  expect(given.properties.map((property) => property.name)).toEqual(['sum']);
  expect(html).toMatch(
    /<div class="grid">.*root\[a\]\[sum\].*<fieldset[^>]*id="root_a__oneof_select".*root\[a\]\[number\]/s,
  );
  given.onAddProperty();
  expect(Object.keys(changes.at(-1)?.a ?? {})).toHaveLength(2);
});

test('a uiSchema may contain components instead of names', async () => {
  const { html } = await renderForm({
    schema: { type: 'object', properties: { a: name, b: name, c: { type: 'array', items: name } } },
    uiSchema: {
      a: { 'ui:widget': ({ id }: WidgetProps) => <b id={id} /> },
      b: { 'ui:field': ({ title }: FieldProps) => <i title={title} /> },
      c: { 'ui:ArrayFieldTemplate': ({ title }: ArrayFieldTemplateProps) => <u title={title} /> },
    },
    data: { c: [] },
  });
  expect(html).toContain('<b id="root_a">');
  expect(html).toContain('<i title="Name">');
  expect(html).toContain('<u title="C">');
});

test.each(['script', 'ButtonTemplates', '__proto__', 'toString'])(
  'the name of an unregistered template renders no element: %s',
  async (wanted) => {
    const ui = Object.fromEntries(
      ['FieldTemplate', 'TitleFieldTemplate', 'DescriptionFieldTemplate', 'ArrayFieldItemTemplate'].map(
        (template) => [`ui:${template}`, wanted],
      ),
    );
    const { html } = await renderForm({
      schema: {
        type: 'object',
        properties: {
          a: { ...name, description: 'Text' },
          b: { type: 'array', description: 'Text', items: name },
        },
      },
      uiSchema: { a: ui, b: { ...ui, 'ui:options': ui } },
      data: { b: ['x'] },
      registry: {
        templates: {
          FieldTemplate: ({ children, description }: FieldTemplateProps) => (
            <article>
              {description}
              {children}
            </article>
          ),
          ButtonTemplates: {},
        },
      },
    });
    expect(html).toContain('<article><p class="field-help" id="root_a__help"><bdi>Text</bdi></p>');
    expect(html).not.toContain('<script');
  },
);
