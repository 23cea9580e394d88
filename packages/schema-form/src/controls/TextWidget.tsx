import { joinDate, splitDate } from '../model/date-parts.ts';
import { createPlainWidget } from './plain/PlainFields.tsx';
import { readText, showText } from './text-value.ts';
import { getTextAttributes } from './widget-props.ts';

const typesOfFormats: Record<string, string> = {
  email: 'email',
  uri: 'url',
  tel: 'tel',
  phone: 'tel',
  date: 'date',
  month: 'month',
  week: 'week',
};
const leftToRight = new Set(['email', 'url', 'tel']);

/** Values of one line: texts, addresses, days. */
export const TextWidget = createPlainWidget<HTMLInputElement>({
  isTyped: true,
  show: showText,
  read: readText,
  draw(props, _, initial) {
    const { id, schema, options } = props;
    const wanted =
      options.inputType ?? typesOfFormats[String(options.widget)] ?? typesOfFormats[schema.format ?? ''];
    const type = wanted && isShownBy(wanted, initial) ? wanted : 'text';
    const examples = Array.isArray(schema.examples) ? schema.examples.map(showText) : null;
    return (
      <>
        <input
          {...getTextAttributes(props)}
          type={type}
          defaultValue={initial}
          inputMode={options.inputMode as 'numeric' | undefined}
          dir={leftToRight.has(type) ? 'ltr' : type === 'text' ? 'auto' : undefined}
          min={type === 'date' ? toLimit(schema.formatMinimum) : undefined}
          max={type === 'date' ? toLimit(schema.formatMaximum) : undefined}
          list={examples ? `${id}__examples` : undefined}
        />
        {examples && (
          <datalist id={`${id}__examples`}>
            {examples.map((example) => (
              <option key={example} value={example} />
            ))}
          </datalist>
        )}
      </>
    );
  },
});

const shapes: Record<string, RegExp> = {
  date: /^\d{4}-\d\d-\d\d$/,
  month: /^\d{4}-\d\d$/,
  week: /^\d{4}-W\d\d$/,
};

/** Whether a control of this type can show a text: pickers show nothing where they can't. */
function isShownBy(type: string, text: string): boolean {
  const shape = shapes[type];
  if (text === '' || !shape) return true;
  return shape.test(text) && (type !== 'date' || joinDate(splitDate(text)) === text);
}

function toLimit(limit: unknown): string | undefined {
  return typeof limit === 'string' ? limit : undefined;
}
