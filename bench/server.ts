import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import { median, printTable, readMemory, startProgram } from './program.ts';

/**
 * Measures requests per second of the application and of a minimal `node:http` server with the same database read.
 * Several rounds measure both in turn, and the results are ratios. `npm run bench:server [-- ROUNDS]`.
 */
const rounds = Number(process.argv[2] ?? 5);
const seconds = 4;
const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
const file = path.join(folder, 'customer.db');

const program = await startProgram('server/start.js', {
  env: { PORT: '0', DATABASE_URL: `file:${file}` },
  pattern: /is at http:\/\/localhost:(\d+)[\s\S]*sign in with (\+\d+)/,
});
const [, port = '', mobile = ''] = program.match;
const origin = `http://127.0.0.1:${port}`;
const post = (body: object) =>
  fetch(`${origin}/api/v3/customer/login/${'code' in body ? 'verify/' : ''}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const cookie = await signIn();

const barePort = String(Number(port) + 1);
const bare = await startProgram('bench/bare-server.ts', { args: [file, barePort], pattern: /ready/ });

async function signIn(): Promise<string> {
  await post({ mobile });
  const [, code = ''] = /the code for \S+ is (\d{6})/.exec(await waitForCode()) ?? [];
  const answer = await post({ mobile, code });
  return (
    answer.headers
      .getSetCookie()
      .find((line) => line.startsWith('session='))
      ?.split(';')[0] ?? ''
  );
}

async function waitForCode(): Promise<string> {
  while (!/the code for/.test(program.output())) await new Promise((resolve) => setTimeout(resolve, 20));
  return program.output();
}

const ask = async (url: string, options: Partial<autocannon.Options> = {}) => {
  const result = await autocannon({
    url,
    connections: 32,
    duration: seconds,
    ...options,
    headers: { cookie, ...options.headers },
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} answers other than 2xx, ${result.errors} errors`);
  }
  return result.requests.average;
};

/** Every save changes a value, because saving the stored values would write nothing. */
let saves = 0;
const nextSave = () => {
  saves += 1;
  return JSON.stringify({ address: `Street ${saves}` });
};

const measures = {
  bare: () => ask(`http://127.0.0.1:${barePort}/`),
  customer: () => ask(`${origin}/api/v3/customer/`),
  update: () =>
    ask(`${origin}/api/v3/customer/update/`, {
      requests: [
        {
          method: 'POST',
          path: '/api/v3/customer/update/',
          setupRequest: (request) => ({
            ...request,
            headers: { ...request.headers, cookie, 'content-type': 'application/json' },
            body: nextSave(),
          }),
        },
      ],
    }),
  edit: () => ask(`${origin}/edit`),
};
type Measure = keyof typeof measures;

const results: Record<Measure, number[]> = { bare: [], customer: [], update: [], edit: [] };
for (let round = 0; round <= rounds; round += 1) {
  for (const name of Object.keys(measures) as Measure[]) {
    const value = await measures[name]();
    // The first round only warms up both servers.
    if (round > 0) results[name].push(value);
  }
}
await ask(`${origin}/api/v3/customer/`, { amount: 100_000 });
const memory = readMemory(program.process.pid ?? 0);

const ratio = (name: Measure) =>
  median(results[name].map((value, round) => value / (results.bare[round] ?? 1)));
printTable(
  ['measure', 'requests/s (median)', 'ratio to bare', 'aim'],
  [
    ['bare node:http + better-sqlite3', median(results.bare).toFixed(0), '1', ''],
    ['GET /api/v3/customer/', median(results.customer).toFixed(0), ratio('customer').toFixed(2), '≥ 0.6'],
    ['POST /api/v3/customer/update/', median(results.update).toFixed(0), ratio('update').toFixed(2), ''],
    ['GET /edit, rendered', median(results.edit).toFixed(0), ratio('edit').toFixed(2), '≥ 400 a second'],
    ['memory after 100,000 more requests', `${memory.toFixed(0)} MB`, '', '< 150 MB'],
  ],
);

program.process.kill('SIGTERM');
bare.process.kill('SIGTERM');
rmSync(folder, { recursive: true });
