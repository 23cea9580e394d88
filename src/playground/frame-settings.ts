import { isJsonObject, type JsonValue } from 'schema-form';
import { findLanguage, type Language, type Languages } from '../../shared/languages.ts';

export const frameWidths = ['full', '768', '320'] as const;
export const frameThemes = ['light', 'dark'] as const;
export const mostFrames = 2;

/** How a frame shows the form. */
export interface FrameSettings {
  language: Language;
  /** In CSS pixels, or as wide as there is room. */
  width: (typeof frameWidths)[number];
  theme: (typeof frameThemes)[number];
  hasScript: boolean;
}

/** Returns two frames: in the language of the page, and in another one that is written the other way if there is one. */
export function createFrames(languages: Languages, language: Language): FrameSettings[] {
  const direction = languages[language]?.direction;
  const others = Object.keys(languages).filter((other) => other !== language);
  const preferred = ['en', 'ar'].find(
    (code) => others.includes(code) && languages[code]?.direction !== direction,
  );
  const second = preferred ?? others.find((other) => languages[other]?.direction !== direction) ?? others[0];
  return [language, ...(second === undefined ? [] : [second])].map((code) => createFrame(code));
}

export function createFrame(language: Language): FrameSettings {
  // There is no window on the server, which renders no frame.
  const isDark = globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ?? false;
  return { language, width: 'full', theme: isDark ? 'dark' : 'light', hasScript: true };
}

/** Reads frames that a link describes; null where it describes none. What it does not say, or says wrongly, is default. */
export function readFrames(value: JsonValue | undefined, languages: Languages): FrameSettings[] | null {
  if (!Array.isArray(value)) return null;
  const frames = value.slice(0, mostFrames).flatMap((frame) => {
    const language = isJsonObject(frame) ? findLanguage(languages, String(frame.language)) : null;
    if (!isJsonObject(frame) || language === null) return [];
    const settings = createFrame(language);
    const width = frameWidths.find((known) => known === frame.width) ?? settings.width;
    const theme = frameThemes.find((known) => known === frame.theme) ?? settings.theme;
    return [{ language, width, theme, hasScript: frame.hasScript !== false }];
  });
  return frames.length > 0 ? frames : null;
}
