import { type ComponentType, lazy } from 'react';
import {
  getUiOption,
  isJsonObject,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
} from '../model/json-schema.ts';
import { getUiSchema } from '../model/view-text.ts';

/** What there is to read, whoever draws it. */
export interface ViewProps {
  schema: JsonSchema;
  uiSchema: UiSchema;
  data: JsonValue | undefined;
}

type View = ComponentType<ViewProps>;

let view: View | null = null;

/** Loads what draws any schema, so that it can be drawn at once: on the server, and before hydration. */
export async function loadComplexView(): Promise<View> {
  view ??= (await import('./complex/ComplexView.tsx')).ComplexView;
  return view;
}

const WaitingView = lazy(async () => ({ default: await loadComplexView() }));

/** What draws any schema: itself when it is loaded, else one that waits for it. */
export function getComplexView(): View {
  return view ?? WaitingView;
}

/** What the schema of a plain value, or of an object of such, may say. */
const plainKeywords =
  /^(\$schema|type|title|description|properties|required|enum|format|readOnly|pattern|(min|max)Length|format(Min|Max)imum|x-.*)$/;
const plainWidgets = /^(text|textarea|select|radio|hidden|date-parts)$/;
const plainFormats = /^(date|email|tel)$/;

/** Whether more is to be drawn than an object of texts, as most forms are. */
export function needsComplexView({ schema, uiSchema, data }: ViewProps): boolean {
  return !(
    schema.type === 'object' &&
    isPlain(schema) &&
    isJsonObject(data) &&
    Object.values(data).every((value) => value === null || typeof value === 'string') &&
    isJsonObject(schema.properties) &&
    Object.entries(schema.properties).every(
      ([key, property]) => isPlain(property) && isText(property, getUiSchema(uiSchema, key)),
    )
  );
}

function isPlain(schema: unknown): schema is JsonSchema {
  return isJsonObject(schema) && Object.keys(schema).every((keyword) => plainKeywords.test(keyword));
}

function isText({ type, format }: JsonSchema, uiSchema: UiSchema | undefined): boolean {
  const widget = getUiOption(uiSchema, 'widget') ?? 'text';
  return (
    (type === 'string' || String(type) === 'string,null') &&
    (format === undefined || plainFormats.test(format)) &&
    (widget === format || plainWidgets.test(String(widget))) &&
    !['sensitive', 'label', 'inputType', 'field'].some((name) => getUiOption(uiSchema, name) !== undefined)
  );
}
