import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CommandError } from './command-error.ts';
import { getDatabaseFile, isPostgresUrl } from './database-url.ts';
import { readCommandDatabase } from './env.ts';
import { explainStart } from './start-error.ts';
import { restoreDatabase } from './store/sqlite-backup.ts';

async function main(words: string[]): Promise<void> {
  const { file, isConfirmed } = readWords(words);
  const databaseUrl = readCommandDatabase();
  if (isPostgresUrl(databaseUrl)) {
    throw new CommandError(
      'DATABASE_URL names PostgreSQL, which has its own command: pg_restore --clean --if-exists --dbname="$DATABASE_URL" FILE.',
    );
  }
  const database = getDatabaseFile(databaseUrl);
  if (database === null) throw new CommandError('DATABASE_URL names a database in memory.');
  if (existsSync(database) && !isConfirmed) {
    throw new CommandError(`This replaces the database ${database} by the backup. Add --yes to do it.`);
  }
  await restoreDatabase(file, database);
  process.stdout.write(`Restored ${database} from ${file}\n`);
}

function readWords(words: string[]): { file: string; isConfirmed: boolean } {
  const usage = new CommandError('Usage: npm run restore -- FILE [--yes]');
  try {
    const options = { yes: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    const [file, ...rest] = positionals;
    if (file && rest.length === 0) return { file, isConfirmed: values.yes };
  } catch {
    throw usage;
  }
  throw usage;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${explainStart(error)}\n`);
  process.exitCode = 1;
});
