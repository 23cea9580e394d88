import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Brand } from '../../shared/site.ts';
import { hashStyle } from '../page-renderer.ts';
import { projectFolder } from '../project-folder.ts';
import { getAccentProperties } from './accent-colors.ts';
import { type BrandFile, BrandFileReader, type BrandFiles } from './brand-files.ts';
import type { Colors, Config } from './read-config.ts';

/** The brand, and what the server needs to send it. */
export interface LoadedBrand {
  brand: Brand;
  files: BrandFiles;
  /** The icon, for browsers that ask for one by themselves. */
  icon: BrandFile;
  /** HTML for the head of every page: the icon and the colours. */
  head: string;
  /** The source of the Content Security Policy that allows the style in `head`; null without one. */
  styleSource: string | null;
}

const schemes = ['light', 'dark'] as const;

/** Reads the pictures and checks the colours of a brand; throws ConfigError. */
export function createBrand({
  logo,
  favicon,
  accent,
  theme_color,
  support,
  links,
}: NonNullable<Config['brand']>): LoadedBrand {
  const reader = new BrandFileReader();
  const readLogo = (file: string, scheme: string) => {
    const { url, width, height } = reader.read(file, `/brand/logo/${scheme}`);
    return { url, width, height };
  };
  const brand: Brand = {
    logo: logo
      ? {
          light: readLogo(logo.light, 'light'),
          dark: logo.dark === undefined ? null : readLogo(logo.dark, 'dark'),
          hasName: logo.has_name ?? false,
        }
      : null,
    support: support
      ? { url: support.url ?? null, email: support.email ?? null, phone: support.phone ?? null }
      : null,
    links: links ?? [],
  };
  const icon = favicon === undefined ? readBuiltInIcon() : reader.read(favicon, '/brand/favicon');
  const style = accent && createStyle(accent);
  return {
    brand,
    files: reader.files,
    icon,
    head: [
      `<link rel="icon" href="${icon.url}" type="${icon.mediaType}">`,
      ...(theme_color ? schemes.map((scheme) => createThemeColor(theme_color, scheme)) : []),
      ...(style ? [`<style>${style}</style>`] : []),
    ].join(''),
    styleSource: style ? hashStyle(style) : null,
  };
}

function readBuiltInIcon(): BrandFile & { url: string } {
  const content = new Uint8Array(readFileSync(path.join(projectFolder, 'public/icon.svg')));
  return { url: '/icon.svg', mediaType: 'image/svg+xml', content };
}

/** Sets the custom properties of the accent colour. The file's schema lets nothing through but `#rrggbb`. */
function createStyle(accent: Colors): string {
  const [light, dark] = schemes.map((scheme) =>
    Object.entries(getAccentProperties(accent[scheme], scheme))
      .map(([name, value]) => `${name}:${value}`)
      .join(';'),
  );
  // Not in print, which is black.
  return `@media screen{:root{${light}}@media (prefers-color-scheme:dark){:root{${dark}}}}`;
}

function createThemeColor(colors: Colors, scheme: (typeof schemes)[number]): string {
  return `<meta name="theme-color" content="${colors[scheme]}" media="(prefers-color-scheme: ${scheme})">`;
}
