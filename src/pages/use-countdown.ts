import { useEffect, useState } from 'react';

/** Returns the remaining seconds of a countdown. It starts again when `start` changes. */
export function useCountdown(from: number, start: unknown): number {
  const [seconds, setSeconds] = useState(from);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same number of seconds may start again
  useEffect(() => {
    setSeconds(from);
    if (from <= 0) return;
    const end = Date.now() + from * 1000;
    // A phone pauses timers while it sleeps, so the clock is read each time.
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setSeconds(left);
      if (left === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [start]);
  return seconds;
}
