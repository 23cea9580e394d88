import { joinDate, splitDate } from '../model/date-parts.ts';
import { getUiOption } from '../model/json-schema.ts';
import { type ControlProps, getTextAttributes } from './control-props.ts';
import { getInputClass } from './input-width.ts';
import { showText, useTextInput } from './use-text-input.ts';

/** A line of text: a text, an address, a day. */
export function TextControl(props: ControlProps) {
  const { id, schema, uiSchema, value, placeholder } = props;
  const { input, attributes } = useTextInput<HTMLInputElement>(props);
  const type = getInputType(props, [showText(input.initial), showText(value)]);
  const examples = Array.isArray(schema.examples) ? [...new Set(schema.examples.map(showText))] : null;
  const line = (
    <input
      {...getTextAttributes(props)}
      {...attributes}
      className={getInputClass(schema, uiSchema, placeholder)}
      type={type}
      inputMode={getUiOption(uiSchema, 'inputMode') as 'numeric' | undefined}
      dir={leftToRight.has(type) ? 'ltr' : type === 'text' ? 'auto' : undefined}
      min={type === 'date' ? toLimit(schema.formatMinimum) : undefined}
      max={type === 'date' ? toLimit(schema.formatMaximum) : undefined}
      list={examples ? `${id}__examples` : undefined}
    />
  );
  if (!examples) return line;
  return (
    <>
      {line}
      <datalist id={`${id}__examples`}>
        {examples.map((example) => (
          <option key={example} value={example} />
        ))}
      </datalist>
    </>
  );
}

const typesOfNames: Record<string, string> = {
  email: 'email',
  uri: 'url',
  tel: 'tel',
  phone: 'tel',
  date: 'date',
  month: 'month',
  week: 'week',
  EmailWidget: 'email',
  URLWidget: 'url',
  DateWidget: 'date',
};
const leftToRight = new Set(['email', 'url', 'tel']);
/** Types of input that show any text that is written to them; others would lose or refuse it. */
const typesOfText = new Set(['text', 'search', 'email', 'url', 'tel', 'password']);

/** The type of input for the widget or the format, where it can show these texts. */
function getInputType({ schema, uiSchema }: ControlProps, texts: readonly string[]): string {
  const type = getWantedType(
    getUiOption(uiSchema, 'inputType'),
    getUiOption(uiSchema, 'widget'),
    schema.format,
  );
  return texts.every((text) => canShow(type, text)) ? type : 'text';
}

function getWantedType(inputType: unknown, ...names: unknown[]): string {
  if (typeof inputType === 'string' && (typesOfText.has(inputType) || Object.hasOwn(shapes, inputType))) {
    return inputType;
  }
  const name = names.find((one) => typeof one === 'string' && Object.hasOwn(typesOfNames, one));
  return typesOfNames[String(name)] ?? 'text';
}

/** What the values of pickers look like: a picker shows no other text. */
const shapes: Record<string, RegExp> = {
  date: /^\d{4}-\d\d-\d\d$/,
  month: /^\d{4}-\d\d$/,
  week: /^\d{4}-W\d\d$/,
  time: /^\d\d:\d\d$/,
  'datetime-local': /^\d{4}-\d\d-\d\dT\d\d:\d\d$/,
  number: /^-?\d+(\.\d+)?$/,
};

function canShow(type: string, text: string): boolean {
  const shape = shapes[type];
  if (text === '' || !shape) return true;
  return shape.test(text) && (type !== 'date' || joinDate(splitDate(text)) === text);
}

function toLimit(limit: unknown): string | undefined {
  return typeof limit === 'string' ? limit : undefined;
}
