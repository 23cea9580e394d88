/** Selects the control of a value by its node, schema and uiSchema. */
import { getShapeOfFormat, hasTime } from './date-shapes.ts';
import { isFileFormat } from './file-fields.ts';
import { allowsNull, getOwn, getUiOption, type JsonSchema, type UiSchema } from './json-schema.ts';
import type { ValueNode } from './nodes.ts';

/** How a control is labelled: a group of elements by a legend, one element by a label, a checkbox by its own text. */
export type Labelling = 'label' | 'legend' | 'own';

const labelling = {
  text: 'label',
  textarea: 'label',
  select: 'label',
  radio: 'legend',
  checkbox: 'own',
  'date-parts': 'legend',
  number: 'label',
  range: 'label',
  password: 'label',
  tel: 'label',
  color: 'label',
  checkboxes: 'legend',
  'multi-select': 'label',
  tags: 'label',
  upload: 'label',
} as const satisfies Record<string, Labelling>;

export type ControlName = keyof typeof labelling;

export function getLabelling(name: ControlName): Labelling {
  return labelling[name];
}

const toUpload = {
  upload: 'upload',
  file: 'upload',
  files: 'upload',
  FileWidget: 'upload',
  UploadWidget: 'upload',
} as const;

/** The controls by the names that a uiSchema can use: our own and those of rjsf's widgets. */
const controlsOfWidgets: Record<ValueNode['type'], Record<string, ControlName>> = {
  text: {
    text: 'text',
    hostname: 'text',
    ipv4: 'text',
    ipv6: 'text',
    TextWidget: 'text',
    email: 'text',
    EmailWidget: 'text',
    uri: 'text',
    URLWidget: 'text',
    textarea: 'textarea',
    TextareaWidget: 'textarea',
    password: 'password',
    PasswordWidget: 'password',
    'date-parts': 'date-parts',
    'alt-date': 'date-parts',
    AltDateWidget: 'date-parts',
    DatePartsWidget: 'date-parts',
    date: 'date-parts',
    DateWidget: 'date-parts',
    month: 'date-parts',
    week: 'date-parts',
    time: 'date-parts',
    TimeWidget: 'date-parts',
    'date-time': 'date-parts',
    datetime: 'date-parts',
    DateTimeWidget: 'date-parts',
    'alt-datetime': 'date-parts',
    AltDateTimeWidget: 'date-parts',
    color: 'color',
    ColorWidget: 'color',
    tel: 'tel',
    PhoneWidget: 'tel',
    ...toUpload,
  },
  number: {
    text: 'number',
    updown: 'number',
    NumberWidget: 'number',
    UpDownWidget: 'number',
    range: 'range',
    RangeWidget: 'range',
    RatingWidget: 'range',
  },
  boolean: {
    checkbox: 'checkbox',
    CheckboxWidget: 'checkbox',
    radio: 'radio',
    RadioWidget: 'radio',
    select: 'select',
    SelectWidget: 'select',
  },
  option: { select: 'select', SelectWidget: 'select', radio: 'radio', RadioWidget: 'radio' },
  options: {
    checkboxes: 'checkboxes',
    CheckboxesWidget: 'checkboxes',
    select: 'multi-select',
    SelectWidget: 'multi-select',
    MultiSelectWidget: 'multi-select',
  },
  texts: {
    tags: 'tags',
    TagsWidget: 'tags',
    ...toUpload,
  },
};

/** The names of widgets that a uiSchema can use. */
export const widgetNames: ReadonlySet<string> = new Set([
  ...Object.values(controlsOfWidgets).flatMap(Object.keys),
  ...['hidden', 'HiddenWidget'],
]);

/** Returns rjsf's names of the widgets that have a control. */
export function getWidgetNamesOf(control: ControlName): readonly string[] {
  const names = Object.values(controlsOfWidgets).flatMap((controls) =>
    Object.keys(controls).filter((name) => controls[name] === control && name.endsWith('Widget')),
  );
  return [...new Set(names)];
}

const controlsOfFormats: Record<string, ControlName> = {
  tel: 'tel',
  phone: 'tel',
  color: 'color',
  'data-url': 'upload',
  password: 'password',
};

/** Texts that may be longer than this get a text area. */
const longText = 200;

/** Lists with fewer options than this are shown as checkboxes. */
const manyOptions = 8;

/**
 * Returns the name of a value's control. A widget that does not fit the value is ignored. An initial value with line
 * breaks gets a text area. Callers must always pass the initial value, so that the control does not change while people
 * type.
 */
export function getControlName(
  node: Pick<ValueNode, 'type' | 'schema' | 'uiSchema'>,
  initial?: unknown,
): ControlName {
  const name = getUiOption(node.uiSchema, 'widget');
  const names = controlsOfWidgets[node.type];
  if (typeof name === 'string' && Object.hasOwn(names, name)) return names[name] as ControlName;
  return getUsualControl(node, initial);
}

function getUsualControl(
  node: Pick<ValueNode, 'type' | 'schema' | 'uiSchema'>,
  initial: unknown,
): ControlName {
  switch (node.type) {
    case 'boolean':
      // A box has no third state, so that it could not be null again.
      return allowsNull(node.schema) ? 'select' : 'checkbox';
    case 'option':
      return 'select';
    case 'texts':
      return isFileFormat((node.schema.items as JsonSchema | undefined)?.format) ? 'upload' : 'tags';
    case 'number':
      return 'number';
    case 'options': {
      const { enum: options = [] } = (node.schema.items ?? {}) as JsonSchema;
      return options.length < manyOptions ? 'checkboxes' : 'multi-select';
    }
    case 'text':
      return getTextControl(node, initial);
  }
}

function getTextControl(
  { schema, uiSchema }: Pick<ValueNode, 'type' | 'schema' | 'uiSchema'>,
  initial: unknown,
): ControlName {
  const { format = '' } = schema;
  const shape = getShapeOfFormat(schema.format);
  // The field of a browser would not keep the zone of a time.
  if (shape && (hasTime(shape) || getUiOption(uiSchema, 'inputType') === undefined)) return 'date-parts';
  const control = getOwn(controlsOfFormats, format);
  // The phone control would add nothing to a number that cannot be edited.
  const isReadOnly = getUiOption(uiSchema, 'readonly') ?? schema.readOnly;
  if (control && !(control === 'tel' && isReadOnly)) return control;
  return isLongText(schema, uiSchema, initial) ? 'textarea' : 'text';
}

/**
 * Returns whether a text gets a text area. Texts with a format, such as addresses, are single lines of any length,
 * unless the initial value has line breaks, which a single line would lose.
 */
function isLongText({ format, maxLength }: JsonSchema, uiSchema: UiSchema, initial: unknown): boolean {
  if (getUiOption(uiSchema, 'inputType') !== undefined) return false;
  const mayBeLong = format === undefined && typeof maxLength === 'number' && maxLength > longText;
  return mayBeLong || (typeof initial === 'string' && /[\r\n]/.test(initial));
}
