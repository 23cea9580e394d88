import type { ClipboardEvent, FocusEvent } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { joinDateParts } from '../model/coercion.ts';
import { getDateOrder } from '../model/date-errors.ts';
import { type DateParts, findInvalidParts, splitDate } from '../model/date-parts.ts';
import { getUiOption, isJsonObject, type UiSchema } from '../model/json-schema.ts';
import { type ControlProps, getTextAttributes } from './control-props.ts';
import { useInput } from './use-input.ts';
import { getEmptyValue } from './use-text-input.ts';

type PartName = keyof DateParts;

/**
 * Renders a date that people know by heart, such as a birthday, as fields for day, month and year. Their order is that
 * of the language or of `ui:options.format` (`MDY`). Without script, each part is submitted separately. The frame is
 * a fieldset.
 */
export function DatePartsControl(props: ControlProps) {
  const { id, name, path, value, uiSchema, isDisabled, isReadOnly, errors, onChange } = props;
  const { texts, writing } = useFormContext();
  const order = getDateOrder(uiSchema, writing);
  const input = useInput<HTMLDivElement, unknown>({
    path,
    value,
    onCommit: onChange,
    read: (element) => {
      const parts = readParts(element);
      const before = toParts(value);
      if (order.every((part) => parts[part] === before[part])) return value;
      return joinDateParts(parts) || getEmptyValue(uiSchema);
    },
    write: (element, next) => writeParts(element, toParts(next)),
  });
  const initial = toParts(input.initial);
  const invalid = errors.length > 0 ? findInvalidParts(toParts(value)) : [];
  const years = getYears(uiSchema);
  const attributes = getTextAttributes(props);

  /** Fills all three parts when a whole date is pasted into one of them. */
  const onPaste = (event: ClipboardEvent<HTMLDivElement>) => {
    const pasted = readWholeDate(event.clipboardData.getData('text'), order);
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
            aria-invalid={invalid.includes(part) || undefined}
            aria-describedby={undefined}
            placeholder={undefined}
            list={part === 'year' && years ? `${id}__years` : undefined}
            defaultValue={initial[part]}
          />
        </label>
      ))}
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

/** Converts a value to its parts. A form that was submitted without script returns the parts themselves. */
function toParts(value: unknown): DateParts {
  if (!isJsonObject(value)) return splitDate(typeof value === 'string' ? value : '');
  const read = (part: PartName) => String(value[part] ?? '');
  return { year: read('year'), month: read('month'), day: read('day') };
}

function getInput(element: Element, part: PartName): HTMLInputElement | null {
  return element.querySelector(`[name$="[${part}]"]`);
}

function readParts(element: Element): DateParts {
  const read = (part: PartName) => getInput(element, part)?.value ?? '';
  return { year: read('year'), month: read('month'), day: read('day') };
}

function writeParts(element: Element, parts: DateParts): void {
  for (const part of ['year', 'month', 'day'] as const) {
    const input = getInput(element, part);
    if (input) input.value = parts[part];
  }
}

/** Parses `1990-03-15` or three parts in the order of the fields; null if the text is not a whole date. */
function readWholeDate(text: string, order: readonly PartName[]): DateParts | null {
  const typed = text.trim().split(/\s*[-/.]\s*|\s+/);
  if (typed.length !== 3) return null;
  const names: readonly PartName[] = /^\d{4}$/.test(typed[0] ?? '') ? ['year', 'month', 'day'] : order;
  const read = (part: PartName) => typed[names.indexOf(part)] ?? '';
  const joined = joinDateParts({ year: read('year'), month: read('month'), day: read('day') });
  return /^\d{4}-\d\d-\d\d$/.test(joined) ? splitDate(joined) : null;
}
