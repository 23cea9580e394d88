import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * `npm run --silent sbom > sbom.json` lists every package that a release contains, in the server or in the scripts of
 * the pages, as CycloneDX. `npm sbom --omit dev` leaves out what a development dependency needs too, such as React
 * (npm 11.19), so this asks for a copy of the manifests without development dependencies.
 */
const root = path.join(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'sbom-'));
try {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    name: string;
    devDependencies?: object;
    optionalDependencies?: object;
  };
  // The optional ones are Node.js itself. npm calls the project by the name of its folder.
  const { devDependencies: _, optionalDependencies: __, ...released } = manifest;
  const project = path.join(folder, manifest.name);
  mkdirSync(project);
  writeFileSync(path.join(project, 'package.json'), JSON.stringify(released));
  for (const file of ['package-lock.json', '.npmrc', 'packages/schema-form/package.json'])
    cpSync(path.join(root, file), path.join(project, file));
  const npm = (words: string[], output: 'inherit' | 'ignore') =>
    execFileSync('npm', words, { cwd: project, stdio: ['ignore', output, 'inherit'] });
  // Removes from the lock file what is not released. It holds every version, so no registry is asked.
  npm(['install', '--package-lock-only', '--offline', '--ignore-scripts', '--loglevel=error'], 'ignore');
  npm(['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'], 'inherit');
} finally {
  rmSync(folder, { recursive: true });
}
