import { getLocalTime, joinTime, type TimeParts } from '../model/date-parts.ts';
import { getUiOption, isJsonObject } from '../model/json-schema.ts';
import { type ControlProps, getTextAttributes } from './control-props.ts';
import { getEmptyValue, useTextInput } from './use-text-input.ts';

/**
 * A time of day, or a day with its time, as a clock at that place shows it. The input cannot show the zone and parts
 * of a second: they stay as they were, and without script a hidden field carries them.
 */
export function TimeControl(props: ControlProps) {
  const { schema, uiSchema, value } = props;
  const { attributes } = useTextInput<HTMLInputElement>(props, {
    toText: (time) => readTime(time).local,
    toValue: (local) =>
      joinTime({ ...readTime(value), local }, schema.format, getZone) || getEmptyValue(uiSchema),
  });
  const { name, ...textAttributes } = getTextAttributes(props);
  const { was } = readTime(value);
  const shown = attributes.defaultValue;
  const hasDate = schema.format?.includes('date') ?? /^date/i.test(String(getUiOption(uiSchema, 'widget')));
  const shape = hasDate ? /^\d{4}-.*T\d\d:\d\d/ : /^\d\d:\d\d/;
  const isShowable = shown === '' || shape.test(shown);
  const type = hasDate ? 'datetime-local' : 'time';
  return (
    <>
      {was !== '' && (
        <input type="hidden" name={`${name}[was]`} value={was} disabled={textAttributes.disabled} />
      )}
      <input
        {...textAttributes}
        {...attributes}
        className="input input-medium"
        name={`${name}[local]`}
        type={isShowable ? type : 'text'}
        step={/\d:\d\d:\d/.test(shown) ? 'any' : undefined}
      />
    </>
  );
}

/** The parts of a time; also of the parts themselves, as a form that was submitted without script returns them. */
function readTime(value: unknown): TimeParts {
  const read = (part: unknown) => (typeof part === 'string' ? part : '');
  if (isJsonObject(value)) return { local: read(value.local), was: read(value.was) };
  return { local: getLocalTime(read(value)), was: read(value) };
}

/** The zone of this device at a local time, as `+04:00`; at present for a time without a day. */
function getZone(local: string): string {
  const time = local.includes('T') ? new Date(local) : new Date();
  const minutes = -time.getTimezoneOffset();
  const pad = (count: number) => String(Math.trunc(Math.abs(count))).padStart(2, '0');
  return Number.isNaN(minutes) ? 'Z' : `${minutes < 0 ? '-' : '+'}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}
