import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './scripts/vite-precompress.ts';
import { slim } from './scripts/vite-slim.ts';

const serverEntries = [
  'server/main.ts',
  'server/customers.ts',
  'server/sandbox/sandbox-program.ts',
  'src/entry-server.tsx',
];

/** Brotli takes its time; `npm start` need not say so. */
const quiet = { pluginTimings: false };

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), slim(), precompress()],
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
                // What reads a form of texts; what reads every other comes when it is needed.
                name: 'view',
                test: /\/src\/form\/(SchemaView\.tsx|view\/[^/]+)$/,
                includeDependenciesRecursively: false,
              },
              {
                name: 'profile',
                test: /\/src\/(registry|form\/(form-registry|form-texts|sections)|pages\/(go-to-sign-in|use-profile|use-view-surroundings))\.tsx?$/,
                includeDependenciesRecursively: false,
              },
              {
                name: 'common',
                test: /\/(src\/(api\/(?!upload|check-value)|(app|i18n)\/|ui\/(?!TextField)|queries\/(?!file-|sign-in))|shared\/(customer-api|json-schema|languages|page)\.ts)/,
              },
              {
                // What every form starts with, and all that this stands on.
                name: 'form',
                test: /\/(src\/(form\/(SchemaForm|check|theme|chosen-branches|form-parts|validator-module|templates\/FormActions)|pages\/use-form-surroundings|api\/check-value)|shared\/(local-number|writing))\.tsx?$/,
              },
            ],
          },
        },
      },
    }),
  },
  // The server with everything it imports, and React's production build in it; only what is native
  // code, or asks for it, stays outside.
  ssr: { noExternal: isSsrBuild ? true : [], external: ['better-sqlite3', 'pg'] },
  ...(isSsrBuild && { define: { 'process.env.NODE_ENV': '"production"' } }),
}));
