import { getTypes, getUiOption, isJsonObject, type JsonSchema, type UiSchema } from './json-schema.ts';

interface Widget {
  /** Its name in the registry of rjsf, where a host may put another. */
  component: string;
  /** A group of controls has a legend, one control a label; a checkbox brings its own. */
  labelling: 'label' | 'legend' | 'own';
  /** Comes with `more-widgets.ts`, since the built-in form does not start with it. */
  isLate?: true;
}

const widgets = {
  hidden: { component: 'HiddenWidget', labelling: 'own' },
  text: { component: 'TextWidget', labelling: 'label' },
  textarea: { component: 'TextareaWidget', labelling: 'label' },
  select: { component: 'SelectWidget', labelling: 'label' },
  radio: { component: 'RadioWidget', labelling: 'legend' },
  checkbox: { component: 'CheckboxWidget', labelling: 'own' },
  'date-parts': { component: 'DatePartsWidget', labelling: 'legend' },
  number: { component: 'NumberWidget', labelling: 'label' },
  range: { component: 'RangeWidget', labelling: 'label', isLate: true },
  password: { component: 'PasswordWidget', labelling: 'label', isLate: true },
  tel: { component: 'PhoneWidget', labelling: 'label', isLate: true },
  time: { component: 'TimeWidget', labelling: 'label', isLate: true },
  color: { component: 'ColorWidget', labelling: 'label', isLate: true },
  checkboxes: { component: 'CheckboxesWidget', labelling: 'legend', isLate: true },
  'multi-select': { component: 'MultiSelectWidget', labelling: 'label', isLate: true },
  tags: { component: 'TagsWidget', labelling: 'label', isLate: true },
  upload: { component: 'UploadWidget', labelling: 'label', isLate: true },
} as const satisfies Record<string, Widget>;

export type WidgetName = keyof typeof widgets;

export function getWidget(name: WidgetName): Widget {
  return widgets[name];
}

/** What `ui:widget` may ask for, by the kind of value that it is asked for. */
const wishes: Record<ValueKind, Record<string, WidgetName>> = {
  text: {
    text: 'text',
    email: 'text',
    uri: 'text',
    date: 'text',
    month: 'text',
    week: 'text',
    textarea: 'textarea',
    password: 'password',
    'date-parts': 'date-parts',
    'alt-date': 'date-parts',
    time: 'time',
    'date-time': 'time',
    datetime: 'time',
    color: 'color',
    tel: 'tel',
    upload: 'upload',
  },
  number: { text: 'number', updown: 'number', range: 'range' },
  boolean: { checkbox: 'checkbox', radio: 'radio', select: 'select' },
  choice: { select: 'select', radio: 'radio' },
  choices: { checkboxes: 'checkboxes', select: 'multi-select' },
  list: { tags: 'tags', upload: 'upload' },
};

type ValueKind = 'text' | 'number' | 'boolean' | 'choice' | 'choices' | 'list';

/** Whether a list is one field: choices of a few, free texts that are to be tags, or files. */
export function isListOfOneField(schema: JsonSchema, uiSchema: UiSchema | undefined): boolean {
  if (schema.type !== 'array' || getUiOption(uiSchema, 'field') !== undefined) return false;
  const wish = getUiOption(uiSchema, 'widget');
  const items = schema.items ?? true;
  if (Object.hasOwn(wishes.list, String(wish)))
    return items === true || (isJsonObject(items) && items.type === 'string' && !items.enum);
  if (!isJsonObject(items) || !Array.isArray(items.enum)) return false;
  return wish === undefined ? schema.uniqueItems === true : Object.hasOwn(wishes.choices, String(wish));
}

/** The widget of a value that one field holds; a wish that does not fit the value is not heard. */
export function getWidgetName(schema: JsonSchema, uiSchema: UiSchema | undefined): WidgetName {
  const wish = String(getUiOption(uiSchema, 'widget') ?? '');
  if (wish === 'hidden') return wish;
  const kind = getValueKind(schema);
  const names = wishes[kind];
  if (wish === '') return getUsualWidget(kind, schema, uiSchema);
  const wished = Object.hasOwn(names, wish)
    ? names[wish]
    : Object.values(names).find((name) => getWidget(name).component === wish);
  return wished ?? getUsualWidget(kind, schema, uiSchema);
}

function getValueKind(schema: JsonSchema): ValueKind {
  const [type] = getTypes(schema);
  if (type === 'array') return isJsonObject(schema.items) && schema.items.enum ? 'choices' : 'list';
  if (schema.enum) return 'choice';
  if (type === 'boolean') return type;
  return type === 'number' || type === 'integer' ? 'number' : 'text';
}

/** Of fewer choices than this all are in sight. */
const manyChoices = 8;

const widgetsOfFormats: Record<string, WidgetName> = {
  tel: 'tel',
  phone: 'tel',
  color: 'color',
  time: 'time',
  'iso-time': 'time',
  'date-time': 'time',
  'iso-date-time': 'time',
};

function getUsualWidget(kind: ValueKind, schema: JsonSchema, uiSchema: UiSchema | undefined): WidgetName {
  if (kind === 'boolean') return 'checkbox';
  if (kind === 'choice') return 'select';
  if (kind === 'list') return 'tags';
  if (kind === 'choices') {
    const { enum: choices = [] } = schema.items as JsonSchema;
    return choices.length < manyChoices ? 'checkboxes' : 'multi-select';
  }
  if (kind === 'number') return 'number';
  const widget = widgetsOfFormats[schema.format ?? ''] ?? 'text';
  // Of a number that nobody types nothing is recognised.
  const isReadonly = getUiOption(uiSchema, 'readonly') ?? schema.readOnly;
  return widget === 'tel' && isReadonly ? 'text' : widget;
}
