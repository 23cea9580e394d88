import { useEffect, useReducer, useRef } from 'react';

/**
 * A value that does not change while a button of the pointer is down: a fault that comes or goes
 * would move the button on the page away from the click.
 */
export function useSteady<T>(value: T): T {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const isDown = useRef(false);
  const latest = useRef(value);
  const shown = useRef(value);
  latest.current = value;
  if (!isDown.current) shown.current = value;
  useEffect(() => {
    const listener = ({ type, target }: Event) => {
      // Of the release over the list of a select nobody hears.
      if (type === 'pointerdown') isDown.current = !(target instanceof HTMLSelectElement);
      else if (type === 'click') release();
      else setTimeout(release);
    };
    // At the click, which has found its button; after the others, which a click may follow at once.
    const release = () => {
      isDown.current = false;
      if (shown.current !== latest.current) redraw();
    };
    const types = ['pointerdown', 'pointerup', 'pointercancel', 'click', 'keydown'];
    for (const type of types) window.addEventListener(type, listener, true);
    return () => {
      for (const type of types) window.removeEventListener(type, listener, true);
    };
  }, []);
  return shown.current;
}
