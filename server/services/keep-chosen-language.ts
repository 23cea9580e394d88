import type { Language } from '../../shared/languages.ts';
import type { Credentials, Profiles } from './profiles.ts';

/**
 * Stores the language that a visitor chose before signing in as the customer's language. Returns the customer's
 * previous language; null if it is the same or nobody is signed in.
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
