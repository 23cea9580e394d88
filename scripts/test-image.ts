import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDebianBase } from './create-debian-base.ts';

/**
 * `npm run test:image` builds the image with podman, buildah or docker, and fails if it is larger than the limit when it
 * is compressed. `--builder` names one of them, `--base` another base image, and `--debian-base` makes one from Debian's
 * packages. `npm test` needs no builder: `server/start.test.ts` does the steps of the Containerfile without one.
 */
const root = path.join(import.meta.dirname, '..');
const tag = 'localhost/profile-page:test';
const debianBase = 'localhost/debian-node:test';
/** Megabytes. */
const limit = 150;

const { values } = parseArgs({
  options: {
    builder: { type: 'string' },
    base: { type: 'string' },
    'debian-base': { type: 'boolean', default: false },
  },
});
const isInstalled = (name: string) => spawnSync(name, ['--version']).status === 0;
const builder = values.builder ?? ['podman', 'buildah', 'docker'].find(isInstalled);
if (!builder) throw new Error('This needs podman, buildah or docker.');
if (values['debian-base']) createDebianBase(builder, debianBase);
const base = values['debian-base'] ? debianBase : values.base;

const folder = mkdtempSync(path.join(tmpdir(), 'image-'));
try {
  // The OCI format, which podman and buildah use otherwise, has no health check.
  const format = builder === 'docker' ? [] : ['--format', 'docker'];
  const baseArgument = base === undefined ? [] : ['--build-arg', `BASE=${base}`];
  run(builder, ['build', ...format, ...baseArgument, '--file', 'Containerfile', '--tag', tag, '.']);
  const archive = path.join(folder, 'image.tar');
  if (builder === 'buildah') run(builder, ['push', '--quiet', tag, `dir:${folder}`]);
  else {
    run(builder, ['save', '--output', archive, tag]);
    run('gzip', [archive]);
  }
  const size = readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
  process.stdout.write(`${(size / 1e6).toFixed(0)} MB compressed, ${limit} MB at most\n`);
  if (size > limit * 1e6) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}

function run(command: string, words: string[]): void {
  execFileSync(command, words, { cwd: root, stdio: 'inherit' });
}
