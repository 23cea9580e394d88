import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * `npm run test:image` builds the image with podman, buildah or docker, and fails if it is larger than the limit when it
 * is compressed. `npm test` needs no builder: `server/start.test.ts` does the steps of the Containerfile without one.
 */
const root = path.join(import.meta.dirname, '..');
const tag = 'localhost/profile-page:test';
/** Megabytes. */
const limit = 150;

const builder = ['podman', 'buildah', 'docker'].find((name) => spawnSync(name, ['--version']).status === 0);
if (!builder) throw new Error('This needs podman, buildah or docker.');
const folder = mkdtempSync(path.join(tmpdir(), 'image-'));
try {
  run(builder, ['build', '--file', 'Containerfile', '--tag', tag, '.']);
  const archive = path.join(folder, 'image.tar');
  if (builder === 'buildah')
    run(builder, ['push', '--quiet', tag, `dir:${folder}`, '--compression-format=gzip']);
  else run(builder, ['save', '--output', archive, tag]);
  if (builder !== 'buildah') run('gzip', [archive]);
  const size =
    readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0) / 1e6;
  process.stdout.write(`${size.toFixed(0)} MB compressed, ${limit} MB at most\n`);
  if (size > limit) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}

function run(command: string, words: string[]): void {
  execFileSync(command, words, { cwd: root, stdio: 'inherit' });
}
