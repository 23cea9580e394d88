import type { AppContext } from './app-env.ts';

/**
 * Returns the seconds until the session ends unless it is used again; null for visitors, and where that is not known.
 * It is no point in time, because the clocks of browsers are often wrong.
 */
export function getSessionEndsIn(c: AppContext): number | null {
  const endsAt = c.get('profile')?.sessionEndsAt ?? null;
  return endsAt === null ? null : Math.max(0, Math.floor((endsAt - Date.now()) / 1000));
}
