import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './scripts/vite-precompress.ts';
import { slimForm } from './scripts/vite-slim-form.ts';

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), slimForm(), precompress()],
  build: {
    target: 'es2022',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    copyPublicDir: !isSsrBuild,
    // Small assets stay files: the strict CSP lets no data URL be a style or a script.
    assetsInlineLimit: 0,
  },
  // One file that needs no node_modules, with React's production build in it.
  ssr: { noExternal: isSsrBuild ? true : [] },
  ...(isSsrBuild && { define: { 'process.env.NODE_ENV': '"production"' } }),
}));
