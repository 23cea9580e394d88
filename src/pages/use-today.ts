import { useEffect, useState } from 'react';

/** Returns today as `2024-02-29`: first that of the server's HTML, then that of the browser's time zone. */
export function useToday(): string {
  const [today, setToday] = useState(() => new Date().toISOString().slice(0, 10));
  useEffect(() => {
    const now = new Date();
    const pad = (part: number) => String(part).padStart(2, '0');
    setToday(`${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`);
  }, []);
  return today;
}
