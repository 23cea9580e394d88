import type { WidgetProps } from '@rjsf/utils';
import type { ClipboardEvent, FocusEvent } from 'react';
import { useFormSurroundings } from '../context/form-texts.ts';
import { type DateParts, findFaultyParts, splitDate } from '../model/date-parts.ts';
import { joinTypedDate } from '../model/forgive-input.ts';
import { isJsonObject } from '../model/json-schema.ts';
import { useDraft } from '../store/drafts.ts';
import { getTextAttributes } from './widget-props.ts';

type PartName = keyof DateParts;

/**
 * A date that one knows by heart, such as a birthday: day, month and year in the order of the
 * language. Without script each part is a field of its own. The group around it is the field's.
 */
export function DatePartsWidget(props: WidgetProps) {
  const { id, value, options, disabled, readonly, rawErrors, onChange, onBlur, onFocus } = props;
  const { texts, writing } = useFormSurroundings();
  const order = writing.date;
  const draft = useDraft<HTMLDivElement, unknown>({
    value,
    onCommit: onChange,
    read: (element) => {
      const parts = readParts(element);
      const before = toParts(value);
      if (order.every((name) => parts[name] === before[name])) return value;
      return joinTypedDate(parts) || options.emptyValue;
    },
    write: (element, next) => writeParts(element, toParts(next)),
  });
  const shown = toParts(draft.initial);
  const faulty = rawErrors?.length ? findFaultyParts(toParts(value)) : [];
  const { name: _, ...attributes } = getTextAttributes(props);

  const hasLeft = (event: FocusEvent<HTMLDivElement>) => !event.currentTarget.contains(event.relatedTarget);
  /** A whole date that is pasted into one part goes into all three. */
  const onPaste = (event: ClipboardEvent<HTMLDivElement>) => {
    const pasted = readWholeDate(event.clipboardData.getData('text'), order);
    if (!pasted || disabled || readonly) return;
    event.preventDefault();
    writeParts(event.currentTarget, pasted);
    draft.onInput();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what happens in its inputs comes up to it
    <div
      className="date-parts"
      ref={draft.element}
      onInput={draft.onInput}
      onPaste={onPaste}
      onFocus={(event) => hasLeft(event) && onFocus(id, value)}
      onBlur={(event) => {
        if (!hasLeft(event)) return;
        draft.onBlur();
        onBlur(id, value);
      }}
    >
      {order.map((name, index) => (
        <label className={`date-part date-part-${name}`} key={name}>
          <span>{texts[name]}</span>
          <input
            {...attributes}
            id={`${id}__${name}`}
            name={`${props.htmlName ?? id}[${name}]`}
            inputMode="numeric"
            autoComplete={attributes.autoComplete?.replace(/bday$/, `bday-${name}`)}
            autoFocus={attributes.autoFocus && index === 0}
            aria-invalid={faulty.includes(name) || undefined}
            aria-describedby={undefined}
            placeholder={undefined}
            defaultValue={shown[name]}
          />
        </label>
      ))}
    </div>
  );
}

/** Also of the parts themselves, as a form that was posted without script gives them back. */
function toParts(value: unknown): DateParts {
  if (!isJsonObject(value)) return splitDate(typeof value === 'string' ? value : '');
  const read = (name: PartName) => String(value[name] ?? '');
  return { year: read('year'), month: read('month'), day: read('day') };
}

function getInput(element: Element, name: PartName): HTMLInputElement | null {
  return element.querySelector(`[name$="[${name}]"]`);
}

function readParts(element: Element): DateParts {
  const read = (name: PartName) => getInput(element, name)?.value ?? '';
  return { year: read('year'), month: read('month'), day: read('day') };
}

function writeParts(element: Element, parts: DateParts): void {
  for (const name of ['year', 'month', 'day'] as const) {
    const input = getInput(element, name);
    if (input) input.value = parts[name];
  }
}

/** `1990-03-15`, or with the parts in the order of the language; null for what is no whole date. */
function readWholeDate(text: string, order: readonly PartName[]): DateParts | null {
  const pieces = text.trim().split(/\s*[-/.]\s*|\s+/);
  if (pieces.length !== 3) return null;
  const names: readonly PartName[] = /^\d{4}$/.test(pieces[0] ?? '') ? ['year', 'month', 'day'] : order;
  const read = (name: PartName) => pieces[names.indexOf(name)] ?? '';
  const joined = joinTypedDate({ year: read('year'), month: read('month'), day: read('day') });
  return /^\d{4}-\d\d-\d\d$/.test(joined) ? splitDate(joined) : null;
}
