import { type RefObject, useEffect, useReducer } from 'react';
import { isPhoneFormatLoaded, loadPhoneFormat } from '../model/phone-format.ts';

/**
 * Renders a component again that shows telephone numbers in this text, once they can be formatted. The server formats
 * them in the HTML, so what shows the text needs `suppressHydrationWarning`. In the browser the library, which is larger
 * than the page, is loaded only if the element shows a number that no server has formatted.
 */
export function usePhoneFormat(element: RefObject<HTMLElement | null>, text: string): void {
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (isPhoneFormatLoaded()) return;
    const numbers = text.match(/\+\d[\d\s().-]{4,}/g) ?? [];
    const shown = numbers.length > 0 ? (element.current?.textContent ?? '') : '';
    if (!numbers.some((number) => shown.includes(number.trim()))) return;
    let isGone = false;
    // Without the library the number stays as it is.
    loadPhoneFormat()
      .then(() => isGone || renderAgain())
      .catch(() => {});
    return () => {
      isGone = true;
    };
  }, [element, text]);
}
