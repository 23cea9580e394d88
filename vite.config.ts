import react from '@vitejs/plugin-react';
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';
import { precompress } from './scripts/vite-precompress.ts';
import { rjsfRegistry } from './scripts/vite-rjsf-registry.ts';

const serverEntries = [
  'server/main.ts',
  'server/customers.ts',
  'server/sandbox/sandbox-program.ts',
  'src/entry-server.tsx',
];

/** The package's sources instead of its build: see packages/schema-form/package.json. */
const sourceCondition = 'schema-form-source';

/** Brotli takes its time; `npm start` need not say so. */
const quiet = { pluginTimings: false };

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), rjsfRegistry(), precompress()],
  resolve: { conditions: [sourceCondition, ...defaultClientConditions] },
  build: {
    target: 'es2022',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    copyPublicDir: !isSsrBuild,
    // Small assets stay files: the strict CSP lets no data URL be a style or a script.
    assetsInlineLimit: 0,
    ...(isSsrBuild && { rolldownOptions: { input: serverEntries, checks: quiet } }),
    ...(!isSsrBuild && {
      // Few files: what every page needs, what one page needs, the texts of one language.
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
                debugName: 'locales',
                name: (id: string) => {
                  const [, language, namespace] =
                    /locales\/(\w+)\/(app|controls|errors)\.json/.exec(id) ?? [];
                  if (!language) return null;
                  return namespace === 'app' ? language : `${language}-form`;
                },
              },
              {
                name: 'view',
                test: /\/schema-form\/src\/(view\/(?!FileText)[^/]+|model\/(is-secret|item-name|node-title))\.tsx?$/,
                includeDependenciesRecursively: false,
              },
              {
                name: 'profile',
                test: /\/(schema-form\/src\/context\/[^/]+|src\/(registry|pages\/(go-to-sign-in|use-profile|use-view-context-value)))\.tsx?$/,
                includeDependenciesRecursively: false,
              },
              {
                // All pages ask for it, so it is apart from what is next.
                name: 'json-schema',
                test: /\/schema-form\/src\/model\/json-schema\.ts$/,
                includeDependenciesRecursively: false,
              },
              {
                // What the reading page and every form resolve their nodes with.
                name: 'nodes',
                test: /\/schema-form\/src\/model\/(resolve|visibility|write-only|read-file)\.ts$/,
              },
              {
                name: 'common',
                test: /\/(src\/(api\/(?!upload|check-value)|(app|i18n)\/|ui\/(?!TextField)|queries\/(?!file-|form-parts|sign-in))|shared\/(customer-api|languages|page)\.ts)/,
              },
              {
                // What every form starts with, and all that this stands on.
                name: 'form',
                test: /\/(schema-form\/src\/(rjsf\/(SchemaForm|form-parts)|model\/(load-validator|local-number|validate-form)|fields\/FormActions)|src\/(pages\/use-form-context-value|queries\/form-parts|api\/check-value))\.tsx?$/,
              },
            ],
          },
        },
      },
    }),
  },
  // The server with everything it imports, and React's production build in it; only what is native
  // code, or asks for it, stays outside.
  ssr: {
    noExternal: isSsrBuild ? true : [],
    external: ['better-sqlite3', 'pg'],
    resolve: { conditions: [sourceCondition, ...defaultServerConditions] },
  },
  ...(isSsrBuild && { define: { 'process.env.NODE_ENV': '"production"' } }),
}));
