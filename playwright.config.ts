import { defineConfig } from '@playwright/test';
import { browserArguments, browserEnvironment, findBrowser } from './scripts/find-browser.ts';

/** The journeys through the pages of a customer, wherever the data is. */
export const pageJourneys =
  /\/(custom-form|edit|edit-review|edit-steps|edit-trouble|language|profile|sections|session|sign-in|without-script)\.spec\.ts$/;

export const browser = findBrowser();

export default defineConfig<object, { hasBackend: boolean }>({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  outputDir: '.reports/browser',
  reporter: [['list'], ['json', { outputFile: '.reports/playwright.json' }]],
  // The tests of a file run in one worker, which starts their server and its browser once. Long files are parallel.
  fullyParallel: false,
  // A test waits for half of its time, so that two processors are enough for three.
  workers: 3,
  // `npm test` names the tests that pass only then.
  retries: 1,
  // The defaults of 30 s and 5 s are too short for a busy machine that stops for a while.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  projects: [
    // The name of a project says which browser its tests run in.
    { name: browser.name },
    // Some of the journeys with the reference backend; `npm run test:backend` runs all of them.
    {
      name: `${browser.name}, backend`,
      testMatch: pageJourneys,
      grep: /@backend/,
      use: { hasBackend: true },
    },
  ],
  use: {
    locale: 'en-GB',
    timezoneId: 'Asia/Dubai',
    // Pages do not fade into each other. One test turns that on.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser.file,
      args: [...browserArguments],
      env: browserEnvironment,
    },
  },
});
