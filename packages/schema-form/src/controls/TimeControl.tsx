import { getLocalTime, joinTime, type TimeParts } from '../model/date-parts.ts';
import { getUiOption, isJsonObject } from '../model/json-schema.ts';
import { type ControlProps, getTextAttributes } from './control-props.ts';
import { getEmptyValue, useTextInput } from './use-text-input.ts';

/**
 * Renders a time or a date with a time, in the local time of its own zone. The input cannot show the zone and
 * fractions of a second. They stay unchanged; without script, a hidden field submits them.
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

/** Converts a value to its parts. A form that was submitted without script returns the parts themselves. */
function readTime(value: unknown): TimeParts {
  const read = (part: unknown) => (typeof part === 'string' ? part : '');
  if (isJsonObject(value)) return { local: read(value.local), was: read(value.was) };
  return { local: getLocalTime(read(value)), was: read(value) };
}

/** Returns the offset of the device's zone at a local time, such as `+04:00`. A time without a date uses today's. */
function getZone(local: string): string {
  const time = local.includes('T') ? new Date(local) : new Date();
  const minutes = -time.getTimezoneOffset();
  const pad = (count: number) => String(Math.trunc(Math.abs(count))).padStart(2, '0');
  return Number.isNaN(minutes) ? 'Z' : `${minutes < 0 ? '-' : '+'}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}
