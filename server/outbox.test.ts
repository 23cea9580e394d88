import { expect, onTestFinished, test } from 'vitest';
import { createStore } from './store/create-store.ts';
import { createDatabase } from './testing/create-database.ts';
import { runProgram } from './testing/run-program.ts';
import { layla } from './testing/test-customers.ts';

async function run(databaseUrl: string, ...words: string[]) {
  const { output, exit } = runProgram({
    program: 'outbox',
    arguments: words,
    variables: { DATABASE_URL: databaseUrl },
  });
  return { code: await exit, ...output };
}

test('npm run outbox lists dead letters and tries them again, and writes that to the audit log', async () => {
  const databaseUrl = await createDatabase();
  const store = await createStore(databaseUrl, () => {}, { isListed: false, webhookFields: ['email'] });
  onTestFinished(() => store.close());
  const { customer_id, mobile, email } = layla;
  await store.customers.put([{ customer_id, mobile, changes: { email } }]);
  await store.customers.update(customer_id, () => ({ first_name: 'Leila' }));
  const now = Date.now();
  const [message] = await store.outbox.lease(['changes'], { now, until: now + 1, most: 1 });
  if (!message) throw new Error('No message is due');
  await store.outbox.giveBack(message, null, 'ECONNREFUSED');

  const listed = await run(databaseUrl, 'list');
  expect([listed.code, JSON.parse(listed.stdout)]).toEqual([
    0,
    {
      id: message.messageId,
      endpoint: 'changes',
      customer_id,
      created_at: expect.any(String),
      tries: 1,
      last_answer: 'ECONNREFUSED',
      request_id: null,
    },
  ]);
  expect(listed.stdout).not.toContain(email);
  expect(listed.stderr).toMatch(/^Dead letters: 1\. Waiting messages: 1, the oldest since \S+Z\.\n$/);
  const retried = await run(databaseUrl, 'retry', String(message.messageId));
  expect(retried).toEqual({ code: 0, stdout: 'Messages that are tried again: 1\n', stderr: '' });
  expect(await store.outbox.getState()).toMatchObject({ waiting: 2, dead: 0 });
  expect(await store.audit.list({ since: 0 }, 0, 10)).toMatchObject([
    { actor: 'command', action: 'outbox-retry', details: { count: 1 } },
  ]);
  for (const words of [[], ['list', '1'], ['retry', 'all']]) {
    expect(await run(databaseUrl, ...words)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Usage/),
    });
  }
});
