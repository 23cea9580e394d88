import LayoutGridField from '@rjsf/core/lib/components/fields/LayoutGridField.js';
import type { FieldProps } from '@rjsf/utils';
import { getEntryTitle, useFormSurroundings } from '../context/form-texts.ts';
import { Group } from '../fields/Group.tsx';
import { hasFault } from '../fields/Sections.tsx';
import {
  type ErrorSchema,
  getUiOption,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type UiSchema,
} from '../model/json-schema.ts';

/** rjsf's grid (`ui:layoutGrid`). That of an object in another is a group as others are. */
export function GridField(props: FieldProps) {
  const schema = props.schema as JsonSchema;
  const uiSchema = props.uiSchema as UiSchema | undefined;
  const { texts } = useFormSurroundings();
  const { $id, path } = props.fieldPathId;
  const grid = <LayoutGridField {...props} />;
  if (path.length === 0) return grid;
  const title = getUiOption(uiSchema, 'title') ?? schema.title ?? getEntryTitle(path, texts) ?? props.name;
  const help = getUiOption(uiSchema, 'description') ?? schema.description;
  return (
    <Group
      id={$id}
      title={String(title)}
      help={help === undefined ? undefined : String(help)}
      schema={schema}
      uiSchema={uiSchema}
      isFaulty={hasFault(props.errorSchema as ErrorSchema | undefined)}
    >
      {grid}
    </Group>
  );
}

/** The names in rjsf's grid in its order, with dots where it names what is inside; none where there is no grid. */
export function getGridNames(uiSchema: UiSchema | undefined): string[] {
  if (getUiOption(uiSchema, 'field') !== 'LayoutGridField') return [];
  const read = (part: unknown): string[] => {
    if (typeof part === 'string') return [part];
    if (Array.isArray(part)) return part.flatMap(read);
    if (!isJsonObject(part)) return [];
    if (typeof part.name === 'string') return [part.name];
    return Object.entries(part).flatMap(([key, inner]) =>
      key === 'children' || key.startsWith('ui:') ? read(inner) : [],
    );
  };
  return read(getUiOption(uiSchema, 'layoutGrid'));
}

const kinds = ['ui:row', 'ui:col', 'ui:columns', 'ui:condition'];

/** Whether rjsf can draw a grid: it throws at what has no children. */
export function isGrid(layout: unknown): boolean {
  return isJsonObject(layout) && kinds.some((kind) => kind in layout) && isPart(layout);
}

function isPart(part: unknown): boolean {
  if (typeof part === 'string') return true;
  if (!isJsonObject(part)) return false;
  const kind = kinds.find((name) => name in part);
  if (kind === undefined) return typeof part.name === 'string';
  const content = part[kind];
  const { children, className = '' }: JsonObject = isJsonObject(content)
    ? content
    : { children: content ?? null };
  return typeof className === 'string' && Array.isArray(children) && children.every(isPart);
}
