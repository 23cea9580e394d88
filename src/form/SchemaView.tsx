import type { ReactNode } from 'react';
import {
  getProperty,
  getTypes,
  getUiOption,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  resolveRef,
  type UiSchema,
} from '../../shared/json-schema.ts';
import { getOptions } from './field-options.ts';
import { type FormSurroundings, FormSurroundingsContext, useFormSurroundings } from './form-texts.ts';
import { getSections } from './sections.ts';

interface SchemaViewProps {
  schema: JsonSchema;
  uiSchema: UiSchema;
  data: JsonObject;
  surroundings: FormSurroundings;
}

/** The same schema as a page to read. */
export function SchemaView({ schema, uiSchema, data, surroundings }: SchemaViewProps) {
  return (
    <FormSurroundingsContext value={surroundings}>
      <ObjectView root={schema} schema={schema} uiSchema={uiSchema} data={data} />
    </FormSurroundingsContext>
  );
}

interface ObjectViewProps {
  root: JsonSchema;
  schema: JsonSchema;
  uiSchema: UiSchema | undefined;
  data: JsonObject;
}

function ObjectView({ root, schema, uiSchema, data }: ObjectViewProps) {
  return getSections(schema, uiSchema).map((section) => {
    const rows = section.keys
      .filter((key) => !isHidden(getUiSchema(uiSchema, key)))
      .map((key) => {
        const property = getProperty(root, schema, key) ?? {};
        const own = getUiSchema(uiSchema, key);
        return (
          <div className="view-row" key={key}>
            <dt>{String(getUiOption(own, 'title') ?? property.title ?? key)}</dt>
            <dd>
              <ValueView root={root} schema={property} uiSchema={own} value={data[key]} />
            </dd>
          </div>
        );
      });
    const list = <dl className="view">{rows}</dl>;
    if (section.title === null) return <div key="">{list}</div>;
    return (
      <section className="section" key={section.title}>
        <h2 className="section-title">{section.title}</h2>
        {list}
      </section>
    );
  });
}

function getUiSchema(uiSchema: UiSchema | undefined, key: string): UiSchema | undefined {
  const own: unknown = uiSchema?.[key];
  return isJsonObject(own) ? own : undefined;
}

function isHidden(uiSchema: UiSchema | undefined): boolean {
  return getUiOption(uiSchema, 'widget') === 'hidden';
}

interface ValueViewProps {
  root: JsonSchema;
  schema: JsonSchema;
  uiSchema: UiSchema | undefined;
  value: JsonValue | undefined;
}

function ValueView({ root, schema, uiSchema, value }: ValueViewProps): ReactNode {
  const { texts, locale } = useFormSurroundings();
  if (schema.enum && !Array.isArray(value)) {
    const option = getOptions(schema, uiSchema).find((candidate) => candidate.value === (value ?? null));
    if (option) return <bdi>{option.label}</bdi>;
  }
  if (value === undefined || value === null || value === '') {
    return <span className="view-missing">{texts.notGiven}</span>;
  }
  if (Array.isArray(value)) {
    const item = resolveRef(root, Array.isArray(schema.items) ? {} : schema.items) ?? {};
    if (value.length === 0) return <span className="view-missing">{texts.notGiven}</span>;
    return (
      <ul className="view-list">
        {value.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is read, not changed
          <li key={index}>
            <ValueView root={root} schema={item} uiSchema={getUiSchema(uiSchema, 'items')} value={entry} />
          </li>
        ))}
      </ul>
    );
  }
  if (isJsonObject(value)) return <ObjectView root={root} schema={schema} uiSchema={uiSchema} data={value} />;
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (typeof value === 'number') return <bdi>{new Intl.NumberFormat(locale).format(value)}</bdi>;
  const isDate = schema.format === 'date' && getTypes(schema).includes('string');
  // Browsers and the server may know a date's long form in different words.
  if (isDate) return <bdi suppressHydrationWarning>{formatDate(value, locale)}</bdi>;
  const isLeftToRight = schema.format === 'tel' || schema.format === 'email' || schema.format === 'uri';
  return (
    <bdi className="view-text" dir={isLeftToRight ? 'ltr' : undefined}>
      {value}
    </bdi>
  );
}

/** `1990-03-15` in the long form of the language; text that is no date stays as it is. */
function formatDate(text: string, locale: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (!year) return text;
  return getDateFormat(locale).format(Date.UTC(Number(year), Number(month) - 1, Number(day)));
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Made once a language: making one takes longer than drawing the rest of the page. */
function getDateFormat(locale: string): Intl.DateTimeFormat {
  let format = dateFormats.get(locale);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
    dateFormats.set(locale, format);
  }
  return format;
}
