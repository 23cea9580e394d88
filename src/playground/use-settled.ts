import { useEffect, useState } from 'react';

/** Milliseconds without a change after which somebody has stopped typing. */
const pause = 300;

/** Returns a value once it has not changed for a moment; at first the initial one. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
