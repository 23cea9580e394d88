import { useRef } from 'react';
import { usePhoneFormat } from '../context/use-phone-format.ts';
import { formatPhone } from '../model/phone-format.ts';

/** Shows a telephone number with the spaces of its country. */
export function PhoneText({ value }: { value: string }) {
  const text = useRef<HTMLElement>(null);
  usePhoneFormat(text, value);
  return (
    <bdi dir="ltr" className="view-number" ref={text} suppressHydrationWarning>
      {formatPhone(value)}
    </bdi>
  );
}
