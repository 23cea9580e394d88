import type { Profile } from '../services/profiles.ts';

/** Every answer to a signed-in customer has it. */
export const sessionEndHeader = 'session-ends-in';

/**
 * Seconds until the session of an opened profile ends; null for visitors, and where that is not known. A
 * time would be wrong in browsers whose clock is.
 */
export function getSessionEndsIn(profile: Profile | null): number | null {
  const endsAt = profile?.sessionEndsAt ?? null;
  return endsAt === null ? null : Math.max(0, Math.floor((endsAt - Date.now()) / 1000));
}
