import type { JsonSchema, JsonValue, UiSchema } from '../../../shared/json-schema.ts';
import { useFormSurroundings } from '../form-texts.ts';
import { formatDate } from './local-date.ts';
import { getChoiceTitle, toPlainText } from './view-text.ts';

interface PlainValueProps {
  schema: JsonSchema;
  uiSchema: UiSchema | undefined;
  value: JsonValue | undefined;
}

/** A text, a number, a yes or no, one of a list; whatever else it is, in plain words. */
export function PlainValue({ schema, uiSchema, value }: PlainValueProps) {
  const { texts, locale } = useFormSurroundings();
  const choice = getChoiceTitle(schema, uiSchema, value);
  if (choice !== null) return <bdi>{choice}</bdi>;
  // Browsers and the server may write numbers and dates in different words: the server's stay.
  if (typeof value === 'number') return <bdi suppressHydrationWarning>{formatNumber(value, locale)}</bdi>;
  const text = toPlainText(value, texts);
  if (text === '') return <Missing />;
  const date = schema.format === 'date' ? formatDate(text, locale) : null;
  if (date !== null) {
    return (
      <time dateTime={text}>
        <bdi suppressHydrationWarning>{date}</bdi>
      </time>
    );
  }
  const link = getContactLink(schema.format, text);
  if (link === null) return <bdi className="view-text">{text}</bdi>;
  return (
    <a href={link}>
      <bdi dir="ltr">{text}</bdi>
    </a>
  );
}

/** Where a value should be and is not. */
export function Missing() {
  return <span className="view-missing">{useFormSurroundings().texts.notGiven}</span>;
}

/** Where a telephone number or an email address leads; null for what is neither. */
function getContactLink(format: string | undefined, text: string): string | null {
  if (format === 'tel' && /^\+?[\d\s().-]+$/.test(text)) return `tel:${text.replaceAll(/[^+\d]/g, '')}`;
  const [, name = '', host = ''] = (format === 'email' && /^([^\s@]+)@([^\s@]+)$/.exec(text)) || [];
  return (host && `mailto:${encodeURIComponent(name)}@${encodeURIComponent(host)}`) || null;
}

const numberFormats = new Map<string, Intl.NumberFormat>();

/** With all the digits that a number has, and none that it has not. */
function formatNumber(value: number, locale: string): string {
  const format = numberFormats.get(locale) ?? new Intl.NumberFormat(locale, { maximumSignificantDigits: 21 });
  numberFormats.set(locale, format);
  return format.format(value);
}
