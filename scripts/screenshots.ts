import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { type AppServer, startAppServer } from '../e2e/app-server.ts';
import { formStates } from '../e2e/form-states.ts';
import { type PageState, pageStates } from '../e2e/page-states.ts';
import { projectFolder } from '../e2e/program.ts';
import { type Language, languageCodes, languages } from '../shared/languages.ts';
import { browserArguments, findBrowser } from './find-browser.ts';

/** Writes every page in every state as a picture: `screenshots/edit-errors.ar.360.dark.png`. */
const folder = path.join(projectFolder, 'screenshots');
const widths = [360, 1280];
const colorSchemes = ['light', 'dark'] as const;

async function takeScreenshots(
  browser: Browser,
  server: AppServer,
  { name, open }: PageState,
  language: Language,
): Promise<void> {
  const context = await browser.newContext({
    baseURL: server.origin,
    locale: languages[language].locale,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await open(page, server.takeCustomer(language));
  // Nothing looks as if the pointer stood on it.
  await page.mouse.move(0, 0);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of colorSchemes) {
      await page.emulateMedia({ colorScheme });
      const file = path.join(folder, `${name}.${language}.${width}.${colorScheme}.png`);
      await page.screenshot({ path: file, fullPage: true });
    }
  }
  await context.close();
}

await rm(folder, { recursive: true, force: true });
await mkdir(folder);
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: [...browserArguments],
});
try {
  for (const { form, states } of [{ form: null, states: pageStates }, ...formStates]) {
    const server = await startAppServer(form);
    try {
      for (const language of languageCodes) {
        for (const state of states) await takeScreenshots(browser, server, state, language);
      }
    } finally {
      await server.stop();
    }
  }
  process.stdout.write(`${folder}\n`);
} finally {
  await browser.close();
}
