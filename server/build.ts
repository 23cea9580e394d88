import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { distFolder, projectFolder } from './project-folder.ts';

const stamp = path.join(distFolder, 'built');
const sources = [
  'packages/schema-form/package.json',
  'packages/schema-form/src',
  'src',
  'server',
  'shared',
  'locales',
  'public',
  'index.html',
  'vite.config.ts',
  'package.json',
];

/**
 * Builds the pages for the browser, and the server with its page renderer, unless the build is newer
 * than all sources. An installation without Vite (`npm prune --omit=dev`) keeps the build that it has.
 */
export async function buildPages(): Promise<void> {
  if (existsSync(stamp)) {
    const builtAt = statSync(stamp).mtimeMs;
    const isCurrent = sources.every((source) => getLatestChange(path.join(projectFolder, source)) <= builtAt);
    if (isCurrent || !existsSync(path.join(projectFolder, 'node_modules/vite'))) return;
  }
  // NODE_ENV decides which build of React Vite bundles. With any other value Vite mixes both builds, and
  // such pages can't be rendered.
  // biome-ignore lint/style/noProcessEnv: Vite reads it
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  const options = { root: projectFolder, logLevel: 'warn', mode: 'production' } as const;
  await build({ ...options, build: { outDir: path.join(distFolder, 'client'), manifest: true } });
  await build({ ...options, build: { outDir: path.join(distFolder, 'server'), ssr: true } });
  writeFileSync(stamp, '');
}

const isForTests = /\.test\.tsx?$|[\\/]testing$/;

function getLatestChange(file: string): number {
  if (!existsSync(file) || isForTests.test(file)) return 0;
  const stats = statSync(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(file).reduce(
    (latest, name) => Math.max(latest, getLatestChange(path.join(file, name))),
    0,
  );
}

if (import.meta.main) await buildPages();
