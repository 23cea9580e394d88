import { keepChosenLanguage } from '../services/keep-chosen-language.ts';
import type { Profiles } from '../services/profiles.ts';
import type { StartedSession } from '../services/sessions.ts';
import type { AppContext } from './app-env.ts';
import { setLanguageBefore, takeLanguageChoice } from './cookies.ts';

/** Keeps the language that the visitor chose just before signing in, and lets the next page say so. */
export async function keepLanguageChoice(
  c: AppContext,
  profiles: Pick<Profiles, 'open' | 'setLanguage'>,
  session: StartedSession | null,
): Promise<void> {
  const chosen = takeLanguageChoice(c);
  if (chosen === null) return;
  const before = await keepChosenLanguage(
    profiles,
    { ...c.get('credentials'), sessionToken: session?.token ?? null },
    chosen,
  );
  if (before !== null) setLanguageBefore(c, before);
}
