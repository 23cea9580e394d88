import { defineConfig } from '@playwright/test';
import config, { browser, pageJourneys } from './playwright.config.ts';

/**
 * `npm run test:backend` runs the journeys with the reference backend. Without those tagged `@own-store`: another backend has its
 * own limits of codes, and says nothing about the end of a session before it is over.
 */
export default defineConfig<object, { hasBackend: boolean }>({
  ...config,
  projects: [
    {
      name: `${browser.name}, backend`,
      testMatch: pageJourneys,
      grepInvert: /@own-store/,
      use: { hasBackend: true },
    },
  ],
});
