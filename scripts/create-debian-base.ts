import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The certificates that this machine trusts: its way to the registry of npm may need one of its own. */
const certificates = '/etc/ssl/certs/ca-certificates.crt';

/**
 * Creates an image from Debian's packages that has what the Containerfile needs of its base: Debian 13, Node.js, npm and
 * the user `node`. For machines that can't reach the registry of the official image. Needs root and debootstrap.
 */
export function createDebianBase(builder: string, tag: string): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'debian-base-'));
  const root = path.join(folder, 'root');
  const run = (command: string, ...words: string[]) =>
    execFileSync(command, words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    run('debootstrap', '--variant=minbase', '--include=ca-certificates', 'trixie', root);
    for (const name of ['var/cache/apt', 'var/lib/apt/lists', 'usr/share/doc', 'usr/share/man']) {
      rmSync(path.join(root, name), { recursive: true });
    }
    copyFileSync(certificates, path.join(root, certificates));
    copyFileSync(process.execPath, path.join(root, 'usr/local/bin/node'));
    const npm = execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim();
    cpSync(path.join(npm, 'npm'), path.join(root, 'usr/local/lib/node_modules/npm'), { recursive: true });
    run('ln', '-s', '../lib/node_modules/npm/bin/npm-cli.js', path.join(root, 'usr/local/bin/npm'));
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
