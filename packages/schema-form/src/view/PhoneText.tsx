import { useEffect, useRef, useState } from 'react';
import { formatPhone, loadPhoneFormat } from './phone-format.ts';

/**
 * Shows a telephone number with the spaces of its country. The server formats it in the HTML. In the browser
 * the library, which is larger than the page, is loaded only for a number that no server has formatted.
 */
export function PhoneText({ value }: { value: string }) {
  const text = useRef<HTMLElement>(null);
  const [, setLoaded] = useState(false);
  useEffect(() => {
    if (text.current?.textContent !== value || !value.startsWith('+')) return;
    let isGone = false;
    // Without the library the number stays as it is.
    loadPhoneFormat()
      .then(() => isGone || setLoaded(true))
      .catch(() => {});
    return () => {
      isGone = true;
    };
  }, [value]);
  return (
    <bdi dir="ltr" className="view-number" ref={text} suppressHydrationWarning>
      {formatPhone(value)}
    </bdi>
  );
}
