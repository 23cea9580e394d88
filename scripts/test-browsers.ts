import { existsSync } from 'node:fs';
import path from 'node:path';
import { startAppServer } from '../e2e/app-server.ts';
import type { Browser } from '../e2e/other-browsers/browser.ts';
import { startFirefox } from '../e2e/other-browsers/firefox.ts';
import { takeShortJourney } from '../e2e/other-browsers/short-journey.ts';
import { startWebKit } from '../e2e/other-browsers/webkit.ts';
import type { BuiltInLanguage } from '../locales/built-in-languages.ts';

/**
 * `npm run test:browsers` takes the short journey in Firefox and WebKit, in English and Arabic. On Debian it needs the
 * packages firefox-esr, webkit2gtk-driver and xvfb, and a display: `xvfb-run -s "-screen 0 1280x2000x24" npm run
 * test:browsers`.
 */
const candidates: {
  names: readonly string[];
  needsDisplay?: true;
  start(program: string): Promise<Browser>;
}[] = [
  { names: ['firefox-esr', 'firefox'], start: startFirefox },
  { names: ['WebKitWebDriver'], needsDisplay: true, start: startWebKit },
];
const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const journeys: readonly BuiltInLanguage[] = ['en', 'ar'];

function findProgram(names: readonly string[]): string | null {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const files = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return files.find((file) => existsSync(file)) ?? null;
}

const server = await startAppServer();
let failed = 0;
try {
  for (const { names, needsDisplay = false, start } of candidates) {
    const program = findProgram(names);
    // Without a display it would wait for ever.
    if (program === null || (needsDisplay && !hasDisplay)) {
      process.stdout.write(`✘ ${names[0]} ${program === null ? 'is not installed' : 'needs a display'}\n`);
      failed += 1;
      continue;
    }
    for (const language of journeys) {
      const browser = await start(program);
      try {
        await takeShortJourney(browser, server.origin, server.takeCustomer(language));
        process.stdout.write(`✓ ${browser.name}: the short journey in ${language}\n`);
      } catch (error) {
        process.stdout.write(`✘ ${browser.name}: the short journey in ${language}: ${String(error)}\n`);
        failed += 1;
      } finally {
        await browser.close();
      }
    }
  }
} finally {
  await server.stop();
}
process.exitCode = failed > 0 ? 1 : 0;
