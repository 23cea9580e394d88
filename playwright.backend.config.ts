import { defineConfig } from '@playwright/test';
import config, { pageJourneys } from './playwright.config.ts';

/** `npm run test:backend` runs the journeys with the reference backend, but for those of the program's own store. */
export default defineConfig<object, { hasBackend: boolean }>({
  ...config,
  projects: [
    { name: 'backend', testMatch: pageJourneys, grepInvert: /@own-store/, use: { hasBackend: true } },
  ],
});
