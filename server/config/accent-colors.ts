import { ConfigError } from './config-error.ts';
import type { Colors } from './read-config.ts';

type Rgb = readonly [number, number, number];
type Scheme = keyof Colors;

/** The grounds that text stands on; defaults.css of schema-form has the same values. */
export const grounds: Readonly<Record<Scheme, readonly string[]>> = {
  light: ['#ffffff', '#f6f7f7'],
  dark: ['#18201e', '#0f1514'],
};

/** What the tone for pressed buttons is mixed with. */
const ends: Colors = { light: '#000000', dark: '#ffffff' };

/** WCAG 2.2, 1.4.3. */
const leastContrast = 4.5;

/**
 * Returns the custom properties of an accent colour in one colour scheme: the colour itself, and the tones that
 * follow from it. Throws ConfigError where its contrast is too low to be read.
 */
export function getAccentProperties(accent: string, scheme: Scheme): Record<string, string> {
  const [surface = '', ground = ''] = grounds[scheme];
  const soft = mix(accent, surface, scheme === 'light' ? 0.1 : 0.16);
  const [onAccent = ''] = ['#ffffff', '#000000'].toSorted(
    (a, b) => getContrast(b, accent) - getContrast(a, accent),
  );
  for (const other of [surface, ground, soft, onAccent]) {
    const contrast = getContrast(accent, other);
    if (contrast >= leastContrast) continue;
    throw new ConfigError(
      `/brand/accent/${scheme}`,
      `${accent} has a contrast of ${contrast.toFixed(1)} with ${other}, and WCAG requires ${leastContrast}`,
    );
  }
  return {
    '--accent': accent,
    '--accent-strong': mix(accent, ends[scheme], 0.75),
    '--accent-soft': soft,
    '--on-accent': onAccent,
  };
}

/** Returns the contrast ratio of two colours (WCAG 2.2, "contrast ratio"). */
function getContrast(a: string, b: string): number {
  const [lighter, darker] = [a, b].map(getLuminance).sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** Returns the relative luminance of a colour (WCAG 2.2). */
function getLuminance(color: string): number {
  const [red, green, blue] = toRgb(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Mixes two colours; `share` is that of the first one. */
function mix(first: string, second: string, share: number): string {
  const other = toRgb(second);
  const mixed = toRgb(first).map((value, index) => value * share + (other[index] ?? 0) * (1 - share));
  return `#${mixed.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}

function toRgb(color: string): Rgb {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16)) as unknown as Rgb;
}
