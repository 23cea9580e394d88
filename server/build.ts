import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));
export const dist = path.join(root, 'dist');

const stamp = path.join(dist, 'built');
const sources = ['src', 'shared', 'locales', 'public', 'index.html', 'vite.config.ts', 'package.json'];

/**
 * Builds the pages for the browser and for the server, where that has not been done or its sources
 * have changed since. An installation without the tools (`npm prune --omit=dev`) keeps the build
 * that it has.
 */
export async function buildPages(): Promise<void> {
  if (existsSync(stamp)) {
    const builtAt = statSync(stamp).mtimeMs;
    const isCurrent = sources.every((source) => getLatestChange(path.join(root, source)) <= builtAt);
    if (isCurrent || !existsSync(path.join(root, 'node_modules/vite'))) return;
  }
  const { build } = await import('vite');
  const options = { root, logLevel: 'warn', mode: 'production' } as const;
  await build({ ...options, build: { outDir: path.join(dist, 'client'), manifest: true } });
  await build({
    ...options,
    build: { outDir: path.join(dist, 'server'), ssr: 'src/entry-server.tsx' },
  });
  writeFileSync(stamp, '');
}

function getLatestChange(file: string): number {
  if (!existsSync(file)) return 0;
  const stats = statSync(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(file).reduce(
    (latest, name) => Math.max(latest, getLatestChange(path.join(file, name))),
    0,
  );
}
