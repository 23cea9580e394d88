import { CommandError } from './command-error.ts';
import { getDatabaseFile, isPostgresUrl } from './database-url.ts';
import { readCommandDatabase } from './env.ts';
import { explainStart } from './start-error.ts';
import { backupDatabase } from './store/sqlite-backup.ts';

async function main([file, ...rest]: readonly string[]): Promise<void> {
  if (!file || rest.length > 0) throw new CommandError('Usage: npm run backup -- FILE');
  const databaseUrl = readCommandDatabase();
  if (isPostgresUrl(databaseUrl)) {
    throw new CommandError(
      'DATABASE_URL names PostgreSQL, which has its own command: pg_dump --format=custom --file=FILE "$DATABASE_URL".',
    );
  }
  const database = getDatabaseFile(databaseUrl);
  if (database === null) throw new CommandError('DATABASE_URL names a database in memory.');
  await backupDatabase(database, file);
  process.stdout.write(`Backed up ${database} to ${file}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${explainStart(error)}\n`);
  process.exitCode = 1;
});
