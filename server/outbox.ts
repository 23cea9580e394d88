import { type CommandEnv, readCommandEnv } from './env.ts';
import { printLines } from './print-lines.ts';
import { recordCommand } from './record-command.ts';
import { explainStart } from './start-error.ts';
import { createStore } from './store/create-store.ts';
import type { Store } from './store/store.ts';

const usage = 'Usage: npm run outbox -- list | retry [ID …]';

/** Dead letters that are listed. */
const mostLetters = 1000;

async function main([command, ...words]: string[]): Promise<void> {
  const ids = words.map(Number);
  const isList = command === 'list' && words.length === 0;
  const isRetry = command === 'retry' && words.every((word) => /^\d{1,15}$/.test(word));
  if (!isList && !isRetry) return fail(usage);
  const env = readCommandEnv();
  const store = await createStore(env.databaseUrl, () => {});
  try {
    await (isList ? list(store) : retry(store, env, ids));
  } finally {
    await store.close();
  }
}

/** Prints each dead letter as a line of JSON, and what waits on standard error. */
async function list({ outbox }: Store): Promise<void> {
  const letters = await outbox.listDead(mostLetters);
  await printLines(
    letters.map((letter) => ({
      id: letter.messageId,
      endpoint: letter.endpoint,
      customer_id: letter.customerId,
      created_at: new Date(letter.createdAt).toISOString(),
      tries: letter.tries,
      last_answer: letter.lastAnswer,
      request_id: letter.requestId,
    })),
  );
  const { waiting, dead, oldestAt } = await outbox.getState();
  const oldest = oldestAt === null ? '' : `, the oldest since ${new Date(oldestAt).toISOString()}`;
  process.stderr.write(`Dead letters: ${dead}. Waiting messages: ${waiting}${oldest}.\n`);
}

/** Makes messages due now: those with these ids, else all dead letters and all that wait for another try. */
async function retry(store: Store, env: CommandEnv, ids: number[]): Promise<void> {
  const count = await store.outbox.retry(ids.length > 0 ? ids : null, Date.now());
  await recordCommand(store, env, { action: 'outbox-retry', details: { count } });
  process.stdout.write(`Messages that are tried again: ${count}\n`);
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => fail(explainStart(error)));
