import { isReal } from '../model/date-parts.ts';
import { getUiOption } from '../model/json-schema.ts';
import { type ControlProps, getTextAttributes } from './control-props.ts';
import { getInputClass } from './input-width.ts';
import { showText, useTextInput } from './use-text-input.ts';

/** Renders a text of one line, such as a name or an email address. */
export function TextControl(props: ControlProps) {
  const { id, schema, uiSchema, placeholder } = props;
  const { attributes } = useTextInput<HTMLInputElement>(props);
  const type = getInputType(props, attributes.defaultValue);
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
  EmailWidget: 'email',
  URLWidget: 'url',
};
const leftToRight = new Set(['email', 'url', 'tel']);
/** The allowed input types besides those of `shapes`. */
const typesOfText = new Set(['text', 'search', 'email', 'url', 'tel', 'password', 'date']);

/** Returns the input type for the widget or the format; `text` if that type cannot show the initial text. */
function getInputType({ schema, uiSchema }: ControlProps, text: string): string {
  const type = getWantedType(
    getUiOption(uiSchema, 'inputType'),
    getUiOption(uiSchema, 'widget'),
    schema.format,
  );
  return canShow(type, text) ? type : 'text';
}

function getWantedType(inputType: unknown, ...names: unknown[]): string {
  if (typeof inputType === 'string' && (typesOfText.has(inputType) || Object.hasOwn(shapes, inputType))) {
    return inputType;
  }
  const name = names.find((one) => typeof one === 'string' && Object.hasOwn(typesOfNames, one));
  return typesOfNames[String(name)] ?? 'text';
}

/** The texts that inputs of these types can show. Browsers replace any other text by `""`. */
const shapes: Record<string, RegExp> = {
  month: /^\d{4}-\d\d$/,
  week: /^\d{4}-W\d\d$/,
  time: /^\d\d:\d\d$/,
  'datetime-local': /^\d{4}-\d\d-\d\dT\d\d:\d\d$/,
  number: /^-?\d+(\.\d+)?$/,
};

function canShow(type: string, text: string): boolean {
  if (text === '') return true;
  return type === 'date' ? isReal('date', text) : (shapes[type]?.test(text) ?? true);
}

function toLimit(limit: unknown): string | undefined {
  return typeof limit === 'string' ? limit : undefined;
}
