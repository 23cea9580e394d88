import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createStore } from '../server/store/create-store.ts';
import { startSmsGateway } from '../server/testing/sms-gateway.ts';
import { median, printTable, startProgram } from './program.ts';

/**
 * Measures whether the time of an answer reveals that a number belongs to a customer, as the area under the ROC curve
 * (AUC) of requests for codes: 0.5 means that it reveals nothing, 1 that it reveals everything. `npm run bench:sign-in
 * [-- TRIES]`.
 */
const tries = Number(process.argv[2] ?? 2000);
const [lowest, highest] = [0.45, 0.55];
const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
const databaseUrl = `file:${path.join(folder, 'customer.db')}`;
const gateway = await startSmsGateway();

const getNumber = (index: number) => `+97150${String(1_000_000 + index)}`;
const isCustomer = (index: number) => index % 2 === 0;

const store = await createStore(databaseUrl, () => {});
const indexes = Array.from({ length: tries }, (_, index) => index);
await store.customers.put(
  indexes.filter(isCustomer).map((index) => ({ customer_id: null, mobile: getNumber(index), changes: {} })),
);
await store.close();

const program = await startProgram('server/start.js', {
  env: { PORT: '0', DATABASE_URL: databaseUrl, SMS_WEBHOOK_URL: gateway.url, TRUST_PROXY: '1' },
  pattern: /is at http:\/\/localhost:(\d+)/,
});
const url = `http://127.0.0.1:${program.match[1]}/api/v3/customer/login/`;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Requests a code, each time from another address, and returns the milliseconds until the answer. */
function measure(mobile: string, index: number): Promise<number> {
  const address = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': address };
    const start = performance.now();
    request(url, { method: 'POST', agent, headers }, (response) => {
      const time = performance.now() - start;
      response.resume().once('end', () => {
        if (response.statusCode === 200) resolve(time);
        else reject(new Error(`The answer was ${response.statusCode}`));
      });
    })
      .once('error', reject)
      .end(JSON.stringify({ mobile }));
  });
}

/** Returns the probability that a time of `first` is longer than one of `second`. */
function getAuc(first: number[], second: number[]): number {
  let wins = 0;
  for (const a of first) for (const b of second) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return wins / (first.length * second.length);
}

// Requests for unknown numbers warm the server up.
for (let index = 0; index < 200; index += 1) await measure(getNumber(tries + index), tries + index);
const [known, unknown]: [number[], number[]] = [[], []];
for (const index of indexes.map((value) => ({ value, by: Math.random() })).sort((a, b) => a.by - b.by)) {
  (isCustomer(index.value) ? known : unknown).push(await measure(getNumber(index.value), index.value));
}

const auc = getAuc(known, unknown);
printTable(
  ['measure', 'figure', 'aim'],
  [
    ['answer for a customer’s number, median', `${median(known).toFixed(2)} ms`, ''],
    ['answer for a number that nobody has, median', `${median(unknown).toFixed(2)} ms`, ''],
    [`AUC of ${tries} tries`, auc.toFixed(3), `${lowest} to ${highest}`],
  ],
);
if (auc < lowest || auc > highest) process.exitCode = 1;

agent.destroy();
program.process.kill('SIGTERM');
gateway.close();
rmSync(folder, { recursive: true });
