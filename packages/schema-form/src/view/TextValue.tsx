import { useViewSurroundings } from '../context/form-texts.ts';
import type { JsonSchema, UiSchema } from '../model/json-schema.ts';
import { getChoiceTitle } from '../model/view-text.ts';
import { formatDate } from './local-date.ts';

interface TextValueProps {
  schema: JsonSchema;
  uiSchema: UiSchema | undefined;
  value: string | null | undefined;
}

/** A text, a day, an address to reach somebody at, one of a list. */
export function TextValue({ schema, uiSchema, value }: TextValueProps) {
  const { texts, locale } = useViewSurroundings();
  const choice = getChoiceTitle(schema, uiSchema, value);
  if (choice) return <bdi>{choice}</bdi>;
  if (!value) return <span className="view-missing">{texts.notGiven}</span>;
  const { format } = schema;
  const date = format === 'date' && formatDate(value, locale);
  if (date) {
    return (
      <time dateTime={value}>
        {/* Browsers and the server may write dates in different words: the server's stay. */}
        <bdi suppressHydrationWarning>{date}</bdi>
      </time>
    );
  }
  const link =
    format === 'tel' && /^\+?[\d\s().-]+$/.test(value)
      ? `tel:${value.replaceAll(/[^+\d]/g, '')}`
      : format === 'email' && /^[^\s@?&%]+@[^\s@?&%]+$/.test(value) && `mailto:${value}`;
  if (!link) return <bdi className="view-text">{value}</bdi>;
  return (
    <a href={link}>
      <bdi dir="ltr">{value}</bdi>
    </a>
  );
}
