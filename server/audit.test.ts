import { expect, onTestFinished, test } from 'vitest';
import { hashForAudit } from './services/audit.ts';
import { createStore } from './store/create-store.ts';
import { createDatabase } from './testing/create-database.ts';
import { runProgram } from './testing/run-program.ts';
import { layla, omar } from './testing/test-customers.ts';

const secret = 'a secret for tests alone';

test('npm run audit prints entries since a time, of a customer or a number', async () => {
  const databaseUrl = await createDatabase();
  const store = await createStore(databaseUrl, () => {});
  onTestFinished(() => store.close());
  const now = Date.now();
  const toEntry = (customer: typeof layla | typeof omar, at: number) => ({
    at,
    actor: 'customer' as const,
    action: 'sign-in',
    customerId: customer.customer_id,
    mobileHash: hashForAudit([secret], 'mobile', customer.mobile)[0],
    addressHash: null,
    details: { count: 1 },
    requestId: 'request-1',
  });
  await store.audit.append(
    [toEntry(layla, now - 86_400_000 * 3), toEntry(layla, now), toEntry(omar, now)],
    false,
  );
  const variables = { DATABASE_URL: databaseUrl, SESSION_SECRET: secret };
  const run = async (...words: string[]) => {
    const { output, exit } = runProgram({ program: 'audit', arguments: words, variables });
    const code = await exit;
    const lines = output.stdout.split('\n').filter(Boolean);
    const entries = lines.map((line) => JSON.parse(line) as { action: string });
    return { code, stderr: output.stderr, lines: entries.filter(({ action }) => action !== 'audit-read') };
  };
  const [all, recent, ofLayla, ofOmar] = await Promise.all([
    run('--since', '7d'),
    run('--since', new Date(now - 60_000).toISOString()),
    run('--since', '1d', '--customer', layla.customer_id),
    run('--since', '7d', '--mobile', '050 444 5566'),
  ]);
  expect([all, recent, ofLayla, ofOmar].map(({ lines }) => lines.length)).toEqual([3, 2, 1, 1]);
  expect(ofOmar.lines).toEqual([
    {
      entry_id: 3,
      at: new Date(now).toISOString(),
      actor: 'customer',
      action: 'sign-in',
      customer_id: omar.customer_id,
      mobile_hash: hashForAudit([secret], 'mobile', omar.mobile)[0],
      address_hash: null,
      details: { count: 1 },
      request_id: 'request-1',
    },
  ]);
  // Who reads the log is in it.
  const reads = (await store.audit.list({ since: now }, 3, 10)).filter(
    ({ action }) => action === 'audit-read',
  );
  expect(reads.map(({ actor, customerId, details }) => [actor, customerId, details.by_mobile])).toEqual(
    expect.arrayContaining([
      ['command', null, false],
      ['command', layla.customer_id, false],
      ['command', null, true],
    ]),
  );
  expect(reads).toHaveLength(4);
  // `head` closes its end of the pipe when it has read enough.
  const {
    process: child,
    output,
    exit,
  } = runProgram({
    program: 'audit',
    arguments: ['--since', '7d'],
    variables,
  });
  child.stdout?.destroy();
  expect([await exit, output.stderr]).toEqual([0, '']);
  const refused = await Promise.all([run(), run('--since', 'today'), run('--since', '1d', '--mobile', 'x')]);
  for (const { code, stderr } of refused) {
    expect(code).toBe(1);
    expect(stderr).toMatch(/^(Usage: npm run audit|--mobile is no phone number\.)[^\n]*\n$/);
  }
});
