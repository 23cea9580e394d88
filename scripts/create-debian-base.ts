import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The certificates that this machine trusts: its way to the registry of npm may need one of its own. */
const certificates = '/etc/ssl/certs/ca-certificates.crt';

/** The version that Node.js 24 brings. */
const npmVersion = '11';

/**
 * Creates an image from Debian's packages that has what the Containerfile needs of its base: Debian 13, Node.js, npm and
 * the user `node`. For machines that can't reach the registry of the official image. Throws if root or debootstrap is missing.
 */
export function createDebianBase(builder: string, tag: string): void {
  if (process.getuid?.() !== 0 || spawnSync('debootstrap', ['--version']).error) {
    throw new Error('--debian-base needs root and debootstrap (apt-get install debootstrap).');
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'debian-base-'));
  const root = path.join(folder, 'root');
  const run = (command: string, ...words: string[]) =>
    execFileSync(command, words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    run('debootstrap', '--variant=minbase', '--include=ca-certificates', 'trixie', root);
    for (const name of ['var/cache/apt', 'var/lib/apt/lists', 'usr/share/doc', 'usr/share/man']) {
      rmSync(path.join(root, name), { recursive: true, force: true });
    }
    if (existsSync(certificates)) copyFileSync(certificates, path.join(root, certificates));
    copyFileSync(process.execPath, path.join(root, 'usr/local/bin/node'));
    // Not a copy of this machine's: where npm keeps itself, and whether with its dependencies, depends on who packaged it.
    run('npm', 'install', '--global', '--prefix', path.join(root, 'usr/local'), `npm@${npmVersion}`);
    run('chroot', root, 'useradd', '--create-home', '--uid=1000', 'node');
    run('tar', '--create', '--file=root.tar', '--directory=root', '.');
    writeFileSync(
      path.join(folder, 'Containerfile'),
      `FROM scratch\nADD root.tar /\nENV npm_config_cafile=${certificates}\n`,
    );
    run(builder, 'build', '--file', 'Containerfile', '--tag', tag, '.');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
