import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build, defaultClientConditions, type PluginOption } from 'vite';
import { rjsfRegistry } from '../../scripts/vite-rjsf-registry.ts';
import { projectFolder } from '../../server/project-folder.ts';

/** The folder of the built pages. The URLs below are relative to it. */
export const builtFolder = path.join(import.meta.dirname, 'dist');

/** A built file with all of its static imports. */
export interface Built {
  /** The entry file comes first. */
  urls: readonly string[];
  /** The size in bytes after gzip. */
  size: number;
}

/** Builds a page for production, with the settings of the application's build. */
export function buildPage(source: string): Promise<Built> {
  const isOurs = source === 'pages/ours.tsx';
  return buildEntry(`bench/form/${source}`, [react(), ...(isOurs ? [rjsfRegistry()] : [])]);
}

/** Builds the application's styles. Every page uses them, so that the hand-written pages look like ours. */
export function buildStyle(): Promise<Built> {
  return buildEntry('src/styles/index.css', []);
}

/** What every form of ours starts with is one file, as in the product: see vite.config.ts. */
const formGroup = {
  name: 'form',
  test: /\/schema-form\/src\/(controls\/core-controls|rjsf\/(SchemaForm|form-parts)|model\/(load-validator|validate-form))\.tsx?$/,
};

type Manifest = Record<string, { file: string; imports?: string[] }>;

async function buildEntry(entry: string, plugins: PluginOption[]): Promise<Built> {
  const name = path.basename(entry).replace(/\.\w+$/, '');
  const outDir = path.join(builtFolder, name);
  await build({
    root: projectFolder,
    base: `/${name}/`,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins,
    resolve: { conditions: ['schema-form-source', ...defaultClientConditions] },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      manifest: true,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        output: { codeSplitting: { groups: [formGroup] } },
      },
    },
  });
  const manifest = JSON.parse(readFileSync(path.join(outDir, '.vite/manifest.json'), 'utf8')) as Manifest;
  const files = new Set<string>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports?.forEach(visit);
  };
  visit(entry);
  const sizes = [...files].map(
    (file) => gzipSync(readFileSync(path.join(outDir, file)), { level: 9 }).length,
  );
  return {
    urls: [...files].map((file) => `/${name}/${file}`),
    size: sizes.reduce((sum, size) => sum + size, 0),
  };
}
