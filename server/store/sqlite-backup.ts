import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { CommandError } from '../command-error.ts';
import { createPrivateFile } from '../private-file.ts';

/** The file beside a database that keeps the session secret. */
const toSecretFile = (file: string) => `${file}.secret`;

/**
 * Copies a database and its secret while servers use it. The copy holds everything that was committed when
 * it began. Throws CommandError when there is no database, or a file of that name already.
 */
export async function backupDatabase(database: string, file: string): Promise<void> {
  if (!existsSync(database)) throw new CommandError(`There is no database ${database}.`);
  const taken = [file, toSecretFile(file)].find((name) => existsSync(name));
  if (taken) throw new CommandError(`There is a file ${taken} already.`);
  await copyDatabase(database, file);
  copySecret(database, file);
}

/**
 * Replaces a database and its secret by those of a backup. Throws CommandError when the file is no backup, or
 * a program uses the database.
 */
export async function restoreDatabase(file: string, database: string): Promise<void> {
  if (!isBackup(file)) throw new CommandError(`${file} is no whole backup of this program.`);
  if (isInUse(database)) {
    throw new CommandError(`A program uses the database ${database}: stop it first.`);
  }
  await copyDatabase(file, database, (copy) => {
    // Against sessions that were ended after the backup, of a lost phone for example: they would be back.
    const tables = copy.prepare("select name from sqlite_master where type = 'table'").pluck().all();
    for (const table of ['sessions', 'oidc_sessions', 'codes']) {
      // A backup of an earlier version lacks some.
      if (tables.includes(table)) copy.exec(`delete from ${table}`);
    }
  });
  copySecret(file, database);
}

/** Copies a database to a file that appears as a whole, and that only its owner may read. */
async function copyDatabase(
  source: string,
  target: string,
  change: (copy: SqliteDatabase.Database) => void = () => {},
): Promise<void> {
  // The library removes spaces at the beginning of a path, so it gets an absolute one.
  const part = path.resolve(`${target}.part`);
  rmSync(part, { force: true });
  try {
    createPrivateFile(part);
    const client = new SqliteDatabase(source, { fileMustExist: true, timeout: 5000 });
    try {
      // All steps of the copy read from one transaction. Without it each write of a server would make the copy begin
      // again, so that it would never end while customers save.
      client.exec('begin');
      client.prepare('select 1 from sqlite_master').get();
      await client.backup(part);
    } finally {
      client.close();
    }
    const copy = new SqliteDatabase(part);
    // One file, without a write-ahead log beside it.
    copy.pragma('journal_mode = DELETE');
    change(copy);
    copy.close();
    for (const suffix of ['-wal', '-shm', '-journal']) rmSync(target + suffix, { force: true });
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw new CommandError(`${source} can't be copied to ${target} (${(error as Error).message}).`);
  }
}

function copySecret(source: string, target: string): void {
  if (!existsSync(toSecretFile(source))) return;
  const part = `${toSecretFile(target)}.part`;
  rmSync(part, { force: true });
  createPrivateFile(part, readFileSync(toSecretFile(source), 'utf8'));
  renameSync(part, toSecretFile(target));
}

function isBackup(file: string): boolean {
  try {
    if (!statSync(file).isFile()) return false;
    const client = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
    try {
      client.prepare('select customer_id from customers limit 1').all();
      client.prepare('select name from kysely_migration').all();
      return client.pragma('quick_check', { simple: true }) === 'ok';
    } finally {
      client.close();
    }
  } catch {
    return false;
  }
}

/** Returns whether another connection has the database open. A damaged one, which nobody can use, is not in use. */
function isInUse(database: string): boolean {
  if (!existsSync(database)) return false;
  try {
    const client = new SqliteDatabase(database, { timeout: 0 });
    try {
      client.pragma('locking_mode = EXCLUSIVE');
      client.exec('begin exclusive; rollback');
      return false;
    } finally {
      client.close();
    }
  } catch (error) {
    return String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');
  }
}
