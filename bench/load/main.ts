import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Result } from 'autocannon';
import { installPeers } from '../install-peers.ts';
import { median, printTable, readMemory, startProgram } from '../program.ts';
import { createBenchCustomer, createCustomers } from './customers.ts';
import { type SignedInClient, sendTraffic } from './traffic.ts';

/**
 * Measures the program under the requests of a thousand signed-in customers: at 70 % of its peak, past its peak, over a
 * million requests, and with a million customers; and beside it the same endpoints written the usual way.
 * `npm run bench:load [-- --seconds=60 --requests=1000000 --customers=1000000]`.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    requests: { type: 'string', default: '1000000' },
    customers: { type: 'string', default: '1000000' },
  },
});
const folder = mkdtempSync(path.join(tmpdir(), 'bench-load-'));
const rows: string[][] = [];
const report = (measure: string, figure: string, aim: string, isMet: boolean | null = null) => {
  rows.push([measure, figure, isMet === null ? aim : `${aim}: ${isMet ? 'met' : 'missed'}`]);
  process.stderr.write(`${rows.at(-1)?.join(' | ')}\n`);
};

try {
  await measureAll();
} finally {
  rmSync(folder, { recursive: true });
}
printTable(['measure', 'figure', 'aim'], rows);

async function measureAll(): Promise<void> {
  installPeers(import.meta.dirname);
  const file = path.join(folder, 'customer.db');
  const customers = await createCustomers(`file:${file}`, 1000);
  const usualFile = path.join(folder, 'usual.db');
  copyFileSync(file, usualFile);
  const own = await startOwn(file);
  const usual = await startUsual(usualFile, Number(new URL(own.origin).port) + 1);

  await sendTraffic(own.origin, customers, { duration: 5 });
  const peak = await sendTraffic(own.origin, customers, { duration: 10 });
  report('requests a second at the peak, 32 connections', peak.requests.average.toFixed(0), '');

  const rate = Math.round(peak.requests.average * 0.7);
  const steady = await sendTraffic(own.origin, customers, {
    duration: Number(values.seconds),
    overallRate: rate,
  });
  const failed = countFailed(steady);
  report(`${values.seconds} s at 70 % of it: errors`, String(failed), '0', failed === 0);
  const { p50, p99, max } = steady.latency;
  report(`the same: p50, p99, slowest, ms`, `${p50}, ${p99}, ${max}`, 'p99 ≤ 250', p99 <= 250);

  await measureOverload(own.origin, customers, peak);
  await measureUsual(own.origin, customers, usual);
  await measureMemory(own, customers);
  await measureSize(own.origin, customers);
  own.stop();
  usual.stop();
}

/** Sends twice as many requests as the program can answer, as when many customers arrive at once. */
async function measureOverload(origin: string, customers: SignedInClient[], peak: Result): Promise<void> {
  const past = await sendTraffic(origin, customers, {
    duration: 15,
    connections: 400,
    overallRate: Math.round(peak.requests.average * 2),
  });
  const refused = past.statusCodeStats?.['503']?.count ?? 0;
  const total = past['2xx'] + past.non2xx;
  report(
    'twice the peak: refused with 503, other failures',
    `${((100 * Number(refused)) / total).toFixed(0)} %, ${countFailed(past) - Number(refused)}`,
    'an early 503',
  );
  report('the same: answers other than 503 a second', (past['2xx'] / past.duration).toFixed(0), '');
}

async function measureUsual(
  origin: string,
  customers: SignedInClient[],
  usual: Awaited<ReturnType<typeof startUsual>>,
): Promise<void> {
  const usualCustomers = await signInUsual(usual.origin);
  const ratios: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const options = { duration: 5, onlyApi: true };
    const ours = await sendTraffic(origin, customers, options);
    const theirs = await sendTraffic(usual.origin, usualCustomers, options);
    if (countFailed(theirs) > 0) throw new Error('The usual server failed');
    // The first round only warms up both servers.
    if (round > 0) ratios.push(ours.requests.average / theirs.requests.average);
  }
  report('requests a second without pages, of the same endpoints in Express', median(ratios).toFixed(2), '');
}

async function measureMemory({ pid, origin }: Own, customers: SignedInClient[]): Promise<void> {
  const amount = Number(values.requests);
  await sendTraffic(origin, customers, { amount: amount / 10 });
  const before = readMemory(pid);
  await sendTraffic(origin, customers, { amount: amount * 0.9 });
  const after = readMemory(pid);
  report(
    `memory after ${amount / 10} and after ${amount} more requests, MB`,
    `${before.toFixed(0)}, ${after.toFixed(0)}`,
    'within 5 %',
    after <= before * 1.05,
  );
}

async function measureSize(origin: string, customers: SignedInClient[]): Promise<void> {
  const count = Number(values.customers);
  const file = path.join(folder, 'large.db');
  const largeCustomers = await createCustomers(`file:${file}`, count);
  const large = await startOwn(file);
  const ratios: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const options = { duration: 4, only: 'customer' } as const;
    const small = await sendTraffic(origin, customers, options);
    const many = await sendTraffic(large.origin, largeCustomers, options);
    if (round > 0) ratios.push(small.requests.average / many.requests.average);
  }
  large.stop();
  const ratio = median(ratios);
  report(
    `GET customer with ${count} customers, time of that with 1000`,
    ratio.toFixed(2),
    '≤ 1.1',
    ratio <= 1.1,
  );
}

function countFailed({ errors, non2xx }: Result): number {
  // Timeouts are among the errors.
  return errors + non2xx;
}

interface Own {
  origin: string;
  pid: number;
  stop(): void;
}

async function startOwn(file: string): Promise<Own> {
  const env = {
    PORT: '0',
    DATABASE_URL: `file:${file}`,
    SESSION_SECRET: 'a secret for the benchmark',
    SMS_WEBHOOK_URL: 'http://127.0.0.1:1/',
  };
  const program = await startProgram('server/start.js', { env, pattern: /is at http:\/\/localhost:(\d+)/ });
  return {
    origin: `http://127.0.0.1:${program.match[1]}`,
    pid: program.process.pid ?? 0,
    stop: () => void program.process.kill('SIGTERM'),
  };
}

async function startUsual(file: string, port: number): Promise<{ origin: string; stop(): void }> {
  const args = [file, String(port)];
  const program = await startProgram('bench/load/express-server.js', { args, pattern: /ready/ });
  return { origin: `http://127.0.0.1:${port}`, stop: () => void program.process.kill('SIGTERM') };
}

async function signInUsual(origin: string): Promise<SignedInClient[]> {
  const customers: SignedInClient[] = [];
  for (let index = 0; index < 1000; index += 1) {
    const { customer_id } = createBenchCustomer(index);
    const response = await fetch(`${origin}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ customer_id }),
    });
    customers.push({ cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' });
  }
  return customers;
}
