import type { ReactNode } from 'react';
import { useViewContext, type ViewContextValue } from '../context/form-context.ts';
import { findEntry } from '../context/value-registry.ts';
import { deepEquals } from '../model/deep-equals.ts';
import { getUiOption } from '../model/json-schema.ts';
import { formatDate } from '../model/local-date.ts';
import {
  formatDateTime,
  formatDuration,
  formatExactNumber,
  formatMonth,
  formatNumber,
  formatTime,
  formatWeek,
  type LocalTime,
} from '../model/local-values.ts';
import type { Node } from '../model/nodes.ts';
import { isGrouped } from '../model/number-grouping.ts';
import { parseUrl } from '../model/parse-url.ts';
import { readFile } from '../model/read-file.ts';
import { getTextFormat } from '../model/text-format.ts';
import { FileText } from './FileText.tsx';
import { toPlainText } from './plain-text.ts';
import { TextValue } from './TextValue.tsx';
import type { Reading } from './to-reading.ts';

/** Shows one value in the notation of the page's language. */
export function FormattedValue({ reading }: { reading: Reading }): ReactNode {
  const context = useViewContext();
  const { locale, texts, registry } = context;
  const { node, value, option } = reading;
  const { schema, uiSchema } = node;
  const Value = findEntry(registry?.values, getUiOption(uiSchema, 'widget'));
  if (Value && value !== undefined) return <Value value={value} schema={schema} uiSchema={uiSchema} />;
  if (option !== null) return <bdi lang={findLang(node, value)}>{option}</bdi>;
  const file = readFile({ schema, uiSchema, value });
  if (file) return <FileText file={file} />;
  const format = getTextFormat(node);
  if (typeof value === 'string') {
    const formatted = formatText(value, format, context);
    if (formatted) return <LocalText value={value} {...formatted} />;
    if (format === 'color' && /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(value))
      return <Colour value={value} />;
    if (format === 'uri') return <WebAddress value={value} />;
    const number = node.type === 'number' ? formatExactNumber(value, locale, isGrouped(node)) : null;
    if (number !== null) return <bdi suppressHydrationWarning>{number}</bdi>;
    return <TextValue value={value} format={format} isLinked={getUiOption(uiSchema, 'link') === true} />;
  }
  if (typeof value === 'number')
    return <bdi suppressHydrationWarning>{formatNumber(value, locale, isGrouped(node))}</bdi>;
  return <TextValue value={toPlainText(value, texts)} format={undefined} isLinked={false} />;
}

/** Returns the language of an option's title; undefined if it is that of the page. */
function findLang(node: Node, value: Reading['value']): string | undefined {
  if (node.type !== 'option') return undefined;
  return node.options.find((option) => deepEquals(option.value, value ?? null))?.lang;
}

function formatText(
  value: string,
  format: string | undefined,
  { locale, secondCalendar, texts }: ViewContextValue,
): LocalTime | null {
  const inOneText = (text: string | null) => (text === null ? null : { text, zone: null });
  switch (format) {
    case 'date-time':
      return formatDateTime(value, locale);
    case 'time':
      return formatTime(value, locale);
    case 'date':
      return inOneText(formatDate(value, locale, secondCalendar));
    case 'month':
      return inOneText(formatMonth(value, locale));
    case 'week':
      return inOneText(formatWeek(value, texts));
    case 'duration':
      return inOneText(formatDuration(value, locale));
    default:
      return null;
  }
}

function LocalText({ value, text, zone }: LocalTime & { value: string }) {
  return (
    <time dateTime={value}>
      <bdi suppressHydrationWarning>{text}</bdi>
      {zone && (
        <>
          {' '}
          <bdi className="view-note" dir="ltr">
            {zone}
          </bdi>
        </>
      )}
    </time>
  );
}

/** Shows a colour with SVG attributes, because the CSP forbids inline styles. */
function Colour({ value }: { value: string }) {
  return (
    <span className="view-colour">
      <svg className="view-swatch" aria-hidden="true" viewBox="0 0 24 24" width="24" height="24">
        <rect width="24" height="24" rx="6" fill={value} />
      </svg>
      <bdi dir="ltr">{value}</bdi>
    </span>
  );
}

/** Shows a link only for web addresses, so that a typed `javascript:` URL never runs. */
function WebAddress({ value }: { value: string }) {
  const text = <bdi dir="ltr">{value}</bdi>;
  const isWeb = /^https?:\/\//i.test(value) && parseUrl(value) !== null;
  if (!isWeb) return text;
  return (
    <a href={value} rel="noopener noreferrer">
      {text}
    </a>
  );
}
