import { type ClipboardEvent, type FocusEvent, useState } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { joinTypedParts } from '../model/coercion.ts';
import { type DateParts, findInvalidParts, parseReal, splitParts } from '../model/date-parts.ts';
import {
  type DateShape,
  getDateShape,
  getPartOrder,
  getParts,
  hasTime,
  previousField,
} from '../model/date-shapes.ts';
import {
  getUiOption,
  isJsonObject,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
} from '../model/json-schema.ts';
import { type ControlProps, getTextAttributes } from './control-props.ts';
import { type DateField, type DateFieldTexts, readPastedDate } from './read-pasted-date.ts';
import { useInput } from './use-input.ts';
import { getEmptyValue } from './use-text-input.ts';

/**
 * Renders a date, a time, a month or a week as one field for each of its parts. Their order is that of the language or of
 * `ui:options.format` (`MDY`): a browser would show a field of its own in the order of the browser's language. A time is
 * shown in the local time of its own zone. A hidden field holds the text before the edit, whose zone and fractions of a
 * second stay. Without script, each part is submitted separately. The frame is a fieldset.
 */
export function DatePartsControl(props: ControlProps) {
  const { id, name, path, value, schema, uiSchema, isDisabled, isReadOnly, errors, onChange } = props;
  const { texts, writing } = useFormContext();
  const shape = getDateShape(schema, uiSchema);
  // The field for seconds must not appear or disappear while people type.
  const [hasSeconds] = useState(() => hasTime(shape) && needsSeconds(shape, value, schema));
  const order = getPartOrder(shape, uiSchema, writing).filter((part) => part !== 'second' || hasSeconds);
  const input = useInput<HTMLDivElement, unknown>({
    path,
    value,
    onCommit: onChange,
    read: (element) => {
      const parts = readParts(element);
      const before = toParts(shape, value);
      if (order.every((part) => parts[part] === (before[part] ?? ''))) return value;
      return joinTypedParts(shape, parts, schema.format, getZone) || getEmptyValue(uiSchema);
    },
    write: (element, next) => {
      writeParts(element, { ...toParts(shape, next), [previousField]: toPrevious(next) });
    },
  });
  const initial = toParts(shape, input.initial);
  const invalid = errors.length > 0 ? findInvalidParts(shape, toParts(shape, value)) : [];
  const years = getYears(uiSchema);
  const attributes = getTextAttributes(props);

  /** Fills in all parts when a whole date or time is pasted into one of them. */
  const onPaste = (event: ClipboardEvent<HTMLDivElement>) => {
    const pasted = readPastedDate(event.clipboardData.getData('text'), shape, order);
    if (!pasted || isDisabled || isReadOnly) return;
    event.preventDefault();
    writeParts(event.currentTarget, pasted);
    input.onInput();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: handles events that bubble up from its inputs
    <div
      className="date-parts"
      ref={input.element}
      onInput={input.onInput}
      onPaste={onPaste}
      onBlur={(event) => hasLeft(event) && input.onBlur()}
    >
      {order.map((part, index) => (
        <label className={`date-part date-part-${part}`} key={part}>
          <span>{texts[part]}</span>
          <input
            {...attributes}
            id={`${id}__${part}`}
            name={`${name}[${part}]`}
            inputMode="numeric"
            autoComplete={attributes.autoComplete?.replace(/bday$/, `bday-${part}`)}
            autoFocus={attributes.autoFocus && index === 0}
            required={attributes.required && part !== 'second'}
            aria-invalid={invalid.includes(part) || undefined}
            aria-describedby={undefined}
            placeholder={undefined}
            list={part === 'year' && years ? `${id}__years` : undefined}
            defaultValue={initial[part]}
          />
        </label>
      ))}
      {hasTime(shape) && (
        // Not of the type `hidden`: a reset would not restore it.
        <input
          hidden
          readOnly
          name={`${name}[${previousField}]`}
          defaultValue={toPrevious(input.initial)}
          disabled={attributes.disabled}
        />
      )}
      {years && (
        <datalist id={`${id}__years`}>
          {years.map((year) => (
            <option key={year} value={year} />
          ))}
        </datalist>
      )}
    </div>
  );
}

function hasLeft(event: FocusEvent<HTMLDivElement>): boolean {
  return !event.currentTarget.contains(event.relatedTarget);
}

/** The maximum number of suggested years. */
const maxYears = 200;

/**
 * Returns the suggested years from `ui:options.yearsRange`, such as `[1930, 2010]`, or `[-100, 0]` relative to the
 * current year; null if it is not a range.
 */
function getYears(uiSchema: UiSchema): number[] | null {
  const range = getUiOption(uiSchema, 'yearsRange');
  if (!Array.isArray(range) || range.length !== 2 || !range.every(Number.isInteger)) return null;
  const isRelative = range.every((year) => year <= 0);
  const start = isRelative ? new Date().getFullYear() : 0;
  const [first, last] = [start + range[0], start + range[1]];
  const count = Math.min(Math.abs(last - first) + 1, maxYears);
  return Array.from({ length: count }, (_, index) => (first <= last ? first + index : first - index));
}

/** Returns whether a time has seconds that people have to see: in the value, or in a text of its schema. */
function needsSeconds(shape: DateShape, value: unknown, schema: JsonSchema): boolean {
  if (isJsonObject(value) && 'second' in value) return true;
  const texts = [toPrevious(value), schema.default, schema.formatMinimum, schema.formatMaximum];
  return texts.some((text) => typeof text === 'string' && parseReal(shape, text)?.parts.second !== undefined);
}

/** Converts a value to its parts. A form that was submitted without script returns the parts themselves. */
function toParts(shape: DateShape, value: unknown): DateParts {
  if (!isJsonObject(value)) return splitParts(shape, typeof value === 'string' ? value : '');
  const toText = (part: JsonValue | undefined) =>
    // Against `toString` among the names of a part that is an object.
    typeof part === 'object' ? '' : String(part ?? '');
  return Object.fromEntries(getParts(shape).map((part) => [part, toText(value[part])]));
}

/** Returns the text of a time before it was edited. */
function toPrevious(value: unknown): string {
  const text = isJsonObject(value) ? value[previousField] : value;
  return typeof text === 'string' ? text : '';
}

function getInputs(element: Element): [field: DateField, input: HTMLInputElement][] {
  const inputs = [...element.querySelectorAll('input')];
  return inputs.map((input) => [/\[(\w+)\]$/.exec(input.name)?.[1] as DateField, input]);
}

function readParts(element: Element): DateFieldTexts {
  return Object.fromEntries(getInputs(element).map(([field, input]) => [field, input.value]));
}

/** Writes into the fields that exist. The previous text stays if there is none. */
function writeParts(element: Element, texts: DateFieldTexts): void {
  for (const [field, input] of getInputs(element)) {
    input.value = texts[field] ?? (field === previousField ? input.value : '');
  }
}

/** Returns the offset of the device's zone at a local time, such as `+04:00`. A time without a date uses today's. */
function getZone(local: string): string {
  const time = local.includes('T') ? new Date(local) : new Date();
  const minutes = -time.getTimezoneOffset();
  const pad = (count: number) => String(Math.trunc(Math.abs(count))).padStart(2, '0');
  return Number.isNaN(minutes) ? 'Z' : `${minutes < 0 ? '-' : '+'}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}
