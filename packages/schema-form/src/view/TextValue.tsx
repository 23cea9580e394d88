import { isPhoneNumber } from '../model/phone-format.ts';
import { PhoneText } from './PhoneText.tsx';

interface TextValueProps {
  value: string;
  format: string | undefined;
  /** Whether email addresses and telephone numbers become links. */
  isLinked: boolean;
}

/** Shows a text. Telephone numbers get the spaces of their country. */
export function TextValue({ value, format, isLinked }: TextValueProps) {
  const isPhone = format === 'tel' && isPhoneNumber(value);
  const isEmail = format === 'email' && /^[^\s@?&%]+@[^\s@?&%]+$/.test(value);
  if (!isPhone && !isEmail) return <bdi className="view-text">{value}</bdi>;
  const text = isPhone ? <PhoneText value={value} /> : <bdi dir="ltr">{value}</bdi>;
  if (!isLinked) return text;
  return <a href={isPhone ? `tel:${value.replaceAll(/[^+\d]/g, '')}` : `mailto:${value}`}>{text}</a>;
}
