import { useEffect } from 'react';
import type { FormStore } from '../store/form-store.ts';

/**
 * Keeps reported errors as they are while a button of the pointer is down: an error that appears or disappears would
 * move the button on the page away from the click.
 */
export function useHoldWhilePressed(store: FormStore): void {
  useEffect(() => {
    const release = () => store.hold(false);
    const listener = ({ type, target }: Event) => {
      // The release over the list of a select is not reported.
      if (type === 'pointerdown') store.hold(!(target instanceof HTMLSelectElement));
      // A click has found its button; the other events may be followed by one at once.
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
