import { setFlagsFromString } from 'node:v8';
import { CommandError } from './command-error.ts';
import { runDelete } from './customers/delete-command.ts';
import { runDiff } from './customers/diff-command.ts';
import { runExport } from './customers/export-command.ts';
import { runImport } from './customers/import-command.ts';
import { explainStart } from './start-error.ts';

const commands: Record<string, (words: readonly string[]) => Promise<void>> = {
  import: runImport,
  export: runExport,
  delete: runDelete,
  diff: runDiff,
};

async function main([name = '', ...words]: readonly string[]): Promise<void> {
  const run = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!run) throw new CommandError('Usage: npm run customers -- import|export|delete|diff …');
  await run(words);
}

// An import keeps 40 MB of 100,000 rows, and its garbage survives into the old generation, because each part of a file waits
// for the database. V8 would let the heap grow to several times what is kept before it collects; now it does at twice.
setFlagsFromString('--heap-growing-percent=100');

main(process.argv.slice(2)).catch((error: unknown) => {
  // The reader of the output, such as `head`, has read enough.
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') return;
  process.stderr.write(`${explainStart(error)}\n`);
  process.exitCode = 1;
});
