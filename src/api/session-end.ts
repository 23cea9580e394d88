import { sessionEndsInHeader } from '../../shared/customer-api.ts';

/** Knows when the session ends. Each answer of the API says it, and other tabs tell it to this one. */

/** By the browser's clock, in milliseconds since 1970; null when it is not known. */
let endsAt: number | null = null;
const listeners = new Set<() => void>();
// Not on the server, which renders pages with this module: an open channel keeps its process alive.
const hasTabs = typeof document !== 'undefined' && typeof BroadcastChannel !== 'undefined';
const tabs = hasTabs ? new BroadcastChannel('session-end') : null;

function set(end: number): void {
  endsAt = end;
  for (const listener of listeners) listener();
}

tabs?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (typeof data === 'number') set(data);
});

/** Sets the end of the session to so many seconds from now. */
export function setSessionEnd(seconds: number): void {
  set(Date.now() + seconds * 1000);
  tabs?.postMessage(endsAt);
}

/** Notes what an answer says about the end of the session. */
export function readSessionEnd(headers: Headers): void {
  const seconds = headers.get(sessionEndsInHeader);
  if (seconds !== null) setSessionEnd(Number(seconds));
}

export function getSessionEnd(): number | null {
  return endsAt;
}

/** Calls the listener when the session ends at another time than before. Returns a function that stops it. */
export function onSessionEnd(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
