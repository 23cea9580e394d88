import type { WidgetProps } from '@rjsf/utils';
import { getLocalTime, joinTime, type TimeParts } from '../model/date-parts.ts';
import { isJsonObject } from '../model/json-schema.ts';
import { useTextDraft } from './use-text-draft.ts';
import { getTextAttributes } from './widget-props.ts';

/**
 * A time of day, or a day with its time, as a clock at that place shows it. What the control can't
 * show (the zone, parts of a second) stays what it was; without script a hidden field carries it.
 */
export function TimeWidget(props: WidgetProps) {
  const { schema, options } = props;
  const hasDate = schema.format?.includes('date') ?? String(options.widget).startsWith('date');
  const { field } = useTextDraft<HTMLInputElement>(props, {
    read: (local) =>
      joinTime({ ...readTime(props.value), local }, schema.format, getZone) || options.emptyValue,
    show: (value) => readTime(value).local,
  });
  const { name, ...attributes } = getTextAttributes(props);
  const { was } = readTime(props.value);
  const shown = field.defaultValue;
  const isShowable = shown === '' || (hasDate ? /^\d{4}-.*T\d\d:\d\d/ : /^\d\d:\d\d/).test(shown);
  const type = hasDate ? 'datetime-local' : 'time';
  return (
    <>
      {was !== '' && <input type="hidden" name={`${name}[was]`} value={was} disabled={attributes.disabled} />}
      <input
        {...attributes}
        {...field}
        name={`${name}[local]`}
        type={isShowable ? type : 'text'}
        step={/\d:\d\d:\d/.test(shown) ? 'any' : undefined}
      />
    </>
  );
}

/** The pieces of a time, also as a form that was posted without script gives them back. */
function readTime(value: unknown): TimeParts {
  const read = (piece: unknown) => (typeof piece === 'string' ? piece : '');
  if (isJsonObject(value)) return { local: read(value.local), was: read(value.was) };
  return { local: getLocalTime(read(value)), was: read(value) };
}

/** The zone of this device at a local time, as `+04:00`; of a time without a day, that of now. */
function getZone(local: string): string {
  const time = local.includes('T') ? new Date(local) : new Date();
  const minutes = -time.getTimezoneOffset();
  const pad = (count: number) => String(Math.trunc(Math.abs(count))).padStart(2, '0');
  return Number.isNaN(minutes) ? 'Z' : `${minutes < 0 ? '-' : '+'}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}
