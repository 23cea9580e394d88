import { useEffect } from 'react';
import type { FormStore } from '../store/form-store.ts';

/**
 * Keeps the fields and the reported errors unchanged while a pointer button is down. One that appeared or disappeared, because
 * the press committed what was typed, would shift the layout, so that the click would miss the button on the page.
 */
export function useHoldWhilePressed(store: FormStore): void {
  useEffect(() => {
    const release = () => store.hold(false);
    const listener = ({ type, target }: Event) => {
      // Releasing the pointer over the open list of a select fires no event.
      if (type === 'pointerdown') store.hold(!(target instanceof HTMLSelectElement));
      // After a click nothing follows. After any other event, a click may follow at once.
      else if (type === 'click') release();
      else setTimeout(release);
    };
    const types = ['pointerdown', 'pointerup', 'pointercancel', 'click', 'keydown'];
    for (const type of types) window.addEventListener(type, listener, true);
    return () => {
      for (const type of types) window.removeEventListener(type, listener, true);
    };
  }, [store]);
}
