import react from '@vitejs/plugin-react';
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';
import { firstPaint } from './scripts/vite-first-paint.ts';
import { precompress } from './scripts/vite-precompress.ts';
import { rjsfRegistry } from './scripts/vite-rjsf-registry.ts';

const serverEntries = [
  'server/main.ts',
  'server/customers.ts',
  'server/backup.ts',
  'server/restore.ts',
  'server/outbox.ts',
  'server/audit.ts',
  'server/form.ts',
  'server/sandbox/sandbox-program.ts',
  'src/entry-server.tsx',
];

/** Resolves schema-form to its sources instead of its build; see packages/schema-form/package.json. */
const sourceCondition = 'schema-form-source';

/** Brotli compression is slow. Without this setting `npm start` would print a warning about it. */
const quiet = { pluginTimings: false };

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), rjsfRegistry(), firstPaint(), precompress()],
  resolve: { conditions: [sourceCondition, ...defaultClientConditions] },
  build: {
    target: 'es2022',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    copyPublicDir: !isSsrBuild,
    // Small assets stay files, because the strict CSP allows no data URL as a style or a script.
    assetsInlineLimit: 0,
    // Without this, `npm start` would warn about axe, which the playground loads on demand.
    chunkSizeWarningLimit: 700,
    ...(isSsrBuild && { rolldownOptions: { input: serverEntries, checks: quiet } }),
    ...(!isSsrBuild && {
      // Few chunks: the code of every page, the code of one page.
      rolldownOptions: {
        checks: quiet,
        output: {
          codeSplitting: {
            groups: [
              {
                name: 'vendor',
                test: /node_modules\/(react|react-dom|react-i18next|scheduler|i18next|@tanstack|wouter|use-sync-external-store)\//,
              },
              // rjsf imports nothing of ours, so that what a site registers can stand in any chunk: a component of
              // rjsf must be there when src/registry.tsx runs.
              {
                name: 'rjsf',
                test: /\/@rjsf\/core\/lib\/components\/Form\.js$/,
              },
              {
                name: 'rjsf-theme',
                test: /\/(@rjsf|markdown-to-jsx)\//,
                includeDependenciesRecursively: false,
              },
              {
                // What every page loads, and its dependencies. What the sign-in page needs of schema-form is part of it:
                // otherwise that page would load the whole form.
                name: 'common',
                test: /\/(schema-form\/src\/(controls\/CoveredSelect|model\/clean-text)|src\/(pages\/(use-list-texts|Pending)\.|api\/(?!upload|check-value|playground)|(app|i18n)\/|ui\/(?!TextField)|queries\/(?!file-|form-parts|interpreter|sign-in))|(shared\/(customer-api|languages|local-text|page|text-parts)|locales\/create-translator)\.ts)/,
              },
              {
                // The reading page with the nodes that it renders, which every form resolves too.
                name: 'view',
                test: /\/(schema-form\/src\/(view\/(SchemaView|ViewChanges)|model\/(changes|field-changes))|src\/pages\/(go-to-sign-in|use-profile|use-undo|use-view-context-value|DiscardedAlert|SaveProblemAlert|UndoRefusedAlert))\.tsx?$/,
              },
              {
                // The code that every form starts with, and its dependencies.
                name: 'form',
                test: /\/(schema-form\/src\/(rjsf\/(SchemaForm|form-parts)|model\/(load-validator|local-number|validate-form)|fields\/FormActions)|src\/(pages\/use-form-(context-value|validation)|queries\/form-parts|api\/check-value))\.tsx?$/,
              },
            ],
          },
        },
      },
    }),
  },
  // The build of the server contains everything that it imports, with React's production build. Only packages
  // that are or load native code stay external.
  ssr: {
    noExternal: isSsrBuild ? true : [],
    external: ['better-sqlite3', 'pg'],
    resolve: { conditions: [sourceCondition, ...defaultServerConditions] },
  },
  ...(isSsrBuild && { define: { 'process.env.NODE_ENV': '"production"' } }),
}));
