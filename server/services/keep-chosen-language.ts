import type { Language } from '../../shared/languages.ts';
import type { Credentials, Profiles } from './profiles.ts';

/**
 * Makes the language that a visitor chose before signing in the customer's, as any other switch does. Returns the
 * customer's language before, or null when it stays the same or there was none.
 */
export async function keepChosenLanguage(
  profiles: Pick<Profiles, 'open' | 'setLanguage'>,
  credentials: Credentials,
  chosen: Language,
): Promise<Language | null> {
  const profile = await profiles.open(credentials);
  if (!profile || profile.language === chosen) return null;
  await profiles.setLanguage(profile, chosen);
  return profile.language;
}
