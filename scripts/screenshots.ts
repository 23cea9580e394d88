import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { type AppServer, startAppServer } from '../e2e/app-server.ts';
import { brandVariables } from '../e2e/brand-variables.ts';
import { formStates } from '../e2e/form-states.ts';
import { waitForHydration } from '../e2e/hydration.ts';
import { openPlayground } from '../e2e/open-playground.ts';
import { getState, type NamedPageState, pageStates } from '../e2e/page-states.ts';
import { projectFolder } from '../e2e/program.ts';
import { type BuiltInLanguage, builtInChoices, builtInCodes } from '../locales/built-in-languages.ts';
import { getExampleFile, listExamples } from '../server/services/playground-examples.ts';
import { browserArguments, browserEnvironment, findBrowser } from './find-browser.ts';

/**
 * `npm run screenshots` takes a screenshot of every page in every state, such as
 * `screenshots/edit-errors.ar.360.dark.png`. With `-- --readme` it takes the screenshots of the README
 * instead and writes them to `docs/pictures`.
 */
const { values: options } = parseArgs({ options: { readme: { type: 'boolean', default: false } } });
const folder = path.join(projectFolder, options.readme ? 'docs/pictures' : 'screenshots');
const widths = [320, 360, 768, 1280];
const colorSchemes = ['light', 'dark'] as const;

/** A screenshot of the README: a page in a window of the size `readmeViewport`. */
interface ReadmePicture {
  state: NamedPageState;
  language: BuiltInLanguage;
  colorScheme: (typeof colorSchemes)[number];
  viewport?: { width: number; height: number };
}

const readmeViewport = { width: 900, height: 720 };
/** Wide enough for the editors beside the forms. */
const playgroundViewport = { width: 1280, height: 1024 };

const readmePictures: readonly ReadmePicture[] = [
  { state: getState('edit'), language: 'en', colorScheme: 'light' },
  { state: getState('edit-errors'), language: 'en', colorScheme: 'dark' },
  { state: getState('profile'), language: 'ar', colorScheme: 'light' },
  { state: getState('edit'), language: 'ar', colorScheme: 'dark' },
  {
    state: { name: 'playground', open: openExample },
    language: 'en',
    colorScheme: 'light',
    viewport: playgroundViewport,
  },
  {
    state: { name: 'playground', open: openExample },
    language: 'ar',
    colorScheme: 'dark',
    viewport: playgroundViewport,
  },
];

/** Pages with the example brand. */
const brandPictures: readonly ReadmePicture[] = [
  { state: { ...getState('edit'), name: 'brand-edit' }, language: 'en', colorScheme: 'light' },
  { state: { ...getState('profile'), name: 'brand-profile' }, language: 'ar', colorScheme: 'dark' },
];

/** The schemes in which the examples are shown. */
const exampleSchemes: Record<string, ReadmePicture['colorScheme']> = {
  'payment-methods': 'dark',
  'tax-form': 'dark',
  household: 'dark',
  '500-fields': 'dark',
};

const exampleViewport = { width: 600, height: 1200 };
/** The height of the pictures of the examples, in pixels. */
const exampleHeight = 640;

/** Takes a picture of the form of each example. */
async function takeExamplePictures(browser: Browser): Promise<void> {
  const server = await startAppServer();
  try {
    for (const name of listExamples()) {
      const language = name.startsWith('arabic') ? 'ar' : 'en';
      const colorScheme = exampleSchemes[name] ?? 'light';
      const context = await browser.newContext({
        baseURL: server.origin,
        locale: builtInChoices[language].locale,
        reducedMotion: 'reduce',
        colorScheme,
        viewport: exampleViewport,
      });
      const page = await context.newPage();
      await openPlayground(page, JSON.parse(await readFile(getExampleFile(name), 'utf8')));
      await waitForHydration(page);
      const form = page.locator('main form');
      const box = await form.boundingBox();
      if (!box) throw new Error(`The example ${name} has no form`);
      const clip = { x: 0, y: Math.max(0, box.y - 8), width: exampleViewport.width, height: exampleHeight };
      await page.screenshot({
        path: path.join(folder, `example-${name}.${language}.${colorScheme}.png`),
        clip,
      });
      await context.close();
    }
  } finally {
    await server.stop();
  }
}

async function openExample(page: Page): Promise<void> {
  await page.goto('/playground');
  await page.locator('#schema .cm-content').waitFor();
  for (const number of [0, 1]) await page.frameLocator('iframe').nth(number).locator('form').waitFor();
}

async function takeScreenshots(
  browser: Browser,
  server: AppServer,
  { name, open }: NamedPageState,
  language: BuiltInLanguage,
): Promise<void> {
  const context = await browser.newContext({
    baseURL: server.origin,
    locale: builtInChoices[language].locale,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await open(page, server.takeCustomer(language));
  // The pointer moves away, so that no element is in its hover state.
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

async function takeReadmePictures(browser: Browser): Promise<void> {
  await takePictures(browser, readmePictures);
  await takePictures(browser, brandPictures, brandVariables);
  await takeExamplePictures(browser);
}

/** Takes pictures of pages of a server with these variables. */
async function takePictures(
  browser: Browser,
  pictures: readonly ReadmePicture[],
  variables: Record<string, string> = {},
): Promise<void> {
  const server = await startAppServer({ variables });
  try {
    for (const { state, language, colorScheme, viewport = readmeViewport } of pictures) {
      const context = await browser.newContext({
        baseURL: server.origin,
        locale: builtInChoices[language].locale,
        reducedMotion: 'reduce',
        colorScheme,
        viewport,
      });
      const page = await context.newPage();
      await state.open(page, server.takeCustomer(language));
      await page.mouse.move(0, 0);
      await page.screenshot({ path: path.join(folder, `${state.name}.${language}.${colorScheme}.png`) });
      await context.close();
    }
  } finally {
    await server.stop();
  }
}

async function takeAll(browser: Browser): Promise<void> {
  for (const { form, states } of [{ form: null, states: pageStates }, ...formStates]) {
    const server = await startAppServer({ profileForm: form });
    try {
      for (const language of builtInCodes) {
        for (const state of states) await takeScreenshots(browser, server, state, language);
      }
    } finally {
      await server.stop();
    }
  }
}

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: findBrowser().file,
  args: [...browserArguments],
  env: browserEnvironment,
});
try {
  await (options.readme ? takeReadmePictures : takeAll)(browser);
  process.stdout.write(`${folder}\n`);
} finally {
  await browser.close();
}
