import { useEffect, useRef } from 'react';

/** A save that got no answer, or that the server could not carry out at the moment. */
export interface RetriedFailure {
  kind: 'offline' | 'busy';
  /** In seconds. */
  retryAfter: number;
  /** Whether the page may send the same values again by itself, which it does once. */
  mayRetry: boolean;
}

interface RetryActions {
  /** Sends the same values again. */
  retry(): void;
  /** Called when the network is back and the person decides when to save. */
  reconnect(): void;
}

/** Milliseconds. Browsers say that the network is back before every request reaches it. */
const networkDelay = 500;

/**
 * Sends a failed save once more by itself: when the network is back, or after the time that the server asked for. It does
 * not if the person has typed since, because a form that is being filled in must not be saved.
 */
export function useRetry(failure: RetriedFailure | null, actions: RetryActions): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    if (!failure) return;
    let hasTyped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const noteTyping = () => {
      hasTyped = true;
    };
    const act = () => {
      if (failure.mayRetry && !hasTyped) latest.current.retry();
      else if (failure.kind === 'offline') latest.current.reconnect();
    };
    const reconnect = () => {
      clearTimeout(timer);
      timer = setTimeout(act, networkDelay);
    };
    document.addEventListener('input', noteTyping);
    window.addEventListener('online', reconnect);
    // Without the event, the network was there but the server was not reached.
    if (failure.mayRetry && navigator.onLine) {
      timer = setTimeout(() => !hasTyped && latest.current.retry(), failure.retryAfter * 1000);
    }
    return () => {
      document.removeEventListener('input', noteTyping);
      window.removeEventListener('online', reconnect);
      clearTimeout(timer);
    };
  }, [failure]);
}
