import { readFileSync } from 'node:fs';
import { readImportEnv } from './env.ts';
import { ImportError, importCustomers } from './services/import-customers.ts';
import { explainStart } from './start-error.ts';
import { createStore } from './store/create-store.ts';

const usage = 'Usage: npm run customers -- import FILE.csv';

async function main([command, file, ...rest]: string[]): Promise<void> {
  if (command !== 'import' || file === undefined || rest.length > 0) return fail(usage);
  let csv: string;
  try {
    csv = readFileSync(file, 'utf8');
  } catch {
    return fail(`There is no file ${file} that can be read.`);
  }
  const env = readImportEnv();
  const store = await createStore(env.databaseUrl, () => {});
  try {
    const { added, updated } = await importCustomers(store.customers, csv, env);
    process.stdout.write(`${added} added, ${updated} updated\n`);
  } finally {
    await store.close();
  }
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) =>
  fail(error instanceof ImportError ? error.message : explainStart(error)),
);
