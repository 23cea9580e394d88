import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { hashToken } from '../server/domain/secrets.ts';
import { createStore } from '../server/store/create-store.ts';
import { isRoot, loadPostgres } from '../server/testing/load-postgres.ts';
import { printTable, readMemory, startProgram } from './program.ts';

/**
 * Imports 100,000 customers on SQLite and on PostgreSQL: new ones, the same ones again, and a change of all
 * of them. Meanwhile a signed-in customer reads and saves without a pause. `npm run bench:import [-- ROWS]`.
 */
const count = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(path.join(tmpdir(), 'bench-import-'));
const token = 'A'.repeat(43);
const customer = { customer_id: 'bench', mobile: '+971509999999' };

/** Milliseconds between two requests. */
const pause = 20;

const rows: string[][] = [];
try {
  await measure('SQLite', `file:${path.join(folder, 'customer.db')}`);
  const postgres = await startPostgres();
  try {
    await measure('PostgreSQL', postgres.url);
  } finally {
    await postgres.stop();
  }
} finally {
  rmSync(folder, { recursive: true });
}
printTable(
  [
    'import',
    'database',
    'seconds',
    'CPU seconds',
    'memory, MB',
    'slowest read, ms',
    'slowest save, ms',
    'slowest page, ms',
    'requests',
  ],
  rows,
);

async function measure(database: string, databaseUrl: string): Promise<void> {
  const env = {
    PORT: '0',
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: 'a secret for the benchmark',
    SMS_WEBHOOK_URL: 'http://127.0.0.1:1/',
    LOG_LEVEL: 'warn',
  };
  await addCustomer(databaseUrl);
  const server = await startProgram('server/start.js', { env, pattern: /at http:\/\/localhost:(\d+)/ });
  const origin = `http://127.0.0.1:${server.match[1]}`;
  for (let request = 0; request < 50; request += 1) await askAll(origin, 0);
  for (const [name, surname] of [
    ['new customers', 'Haddad'],
    ['the same file again', 'Haddad'],
    ['a change of every row', 'Khoury'],
  ] as const) {
    const file = path.join(folder, 'customers.csv');
    writeFileSync(file, createCsv(surname));
    const start = performance.now();
    const { memory, cpu, slowest, requests } = await runImport(file, env, origin);
    const seconds = (performance.now() - start) / 1000;
    rows.push([
      name,
      database,
      seconds.toFixed(1),
      cpu.toFixed(1),
      memory.toFixed(0),
      ...slowest.map((time) => time.toFixed(0)),
      String(requests),
    ]);
    process.stderr.write(`${rows.at(-1)?.join(' | ')}\n`);
  }
  server.process.kill('SIGTERM');
}

/** Imports a file, and sends requests until it is done. */
async function runImport(file: string, env: Record<string, string>, origin: string) {
  const child = spawn(process.execPath, ['server/start.js', 'customers', 'import', file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let isRunning = true;
  void exit.then(() => {
    isRunning = false;
  });
  const slowest = [0, 0, 0];
  let requests = 0;
  let memory = 0;
  let cpu = 0;
  while (isRunning) {
    const times = await askAll(origin, requests);
    for (const [index, time] of times.entries()) slowest[index] = Math.max(slowest[index] ?? 0, time);
    requests += times.length;
    const used = readUsage(child);
    memory = Math.max(memory, used.memory);
    cpu = Math.max(cpu, used.cpu);
    await wait(pause);
  }
  if ((await exit) !== 0) throw new Error('The import failed');
  return { memory, cpu, slowest, requests };
}

/** Memory in MB and CPU time in seconds of a process, which may end at any moment. */
function readUsage({ pid = 0 }: ChildProcess): { memory: number; cpu: number } {
  try {
    // After the name in brackets: user time and system time are the 12th and the 13th value, in hundredths.
    const [, stat = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const times = stat.split(' ').slice(11, 13).map(Number);
    return { memory: readMemory(pid), cpu: times.reduce((sum, time) => sum + time, 0) / 100 };
  } catch {
    return { memory: 0, cpu: 0 };
  }
}

/** Reads, saves and opens a page, one after the other, and returns how long each took. */
async function askAll(origin: string, number: number): Promise<number[]> {
  const headers = { cookie: `session=${token}`, 'content-type': 'application/json', origin };
  const body = JSON.stringify({ address: `Street ${number} ${performance.now()}` });
  const requests = [
    () => fetch(`${origin}/api/v3/customer/`, { headers }),
    () => fetch(`${origin}/api/v3/customer/update/`, { method: 'POST', headers, body }),
    () => fetch(`${origin}/edit`, { headers }),
  ];
  const times: number[] = [];
  for (const send of requests) {
    const start = performance.now();
    const response = await send();
    await response.text();
    if (!response.ok) throw new Error(`A request got ${response.status}`);
    times.push(performance.now() - start);
  }
  return times;
}

async function addCustomer(databaseUrl: string): Promise<void> {
  const store = await createStore(databaseUrl, () => {});
  const changes = { first_name: 'Bench', last_name: 'Mark', language: 'en' };
  await store.customers.put([{ ...customer, changes }]);
  const now = Date.now();
  const session = { tokenHash: hashToken(token), createdAt: now, expiresAt: now + 3_600_000, isKept: false };
  await store.sessions.add(customer, session);
  await store.close();
}

function createCsv(surname: string): string {
  const lines = Array.from({ length: count }, (_, index) =>
    [
      `id-${index}`,
      `+97150${String(1_000_000 + index)}`,
      `Layla ${index}`,
      surname,
      `layla.${index}@example.com`,
      'LB',
      `19${String(50 + (index % 50))}-02-1${index % 9}`,
      'female',
      `LR${1_000_000 + index}`,
      `784-1988-${1_000_000 + index}-0`,
      'ar',
      `"شقة ${index}، شارع الكورنيش, أبوظبي"`,
    ].join(','),
  );
  const header =
    'customer_id,mobile,first_name,last_name,email,nationality,dob,gender,passport_number,nation_id_number,language,address';
  return `${header}\n${lines.join('\n')}\n`;
}

async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const folders: string[] = [];
  const createFolder = () => {
    const created = mkdtempSync(path.join(tmpdir(), 'bench-postgres-'));
    chmodSync(created, 0o755);
    folders.push(created);
    return created;
  };
  const Postgres = await loadPostgres(import.meta.url, createFolder);
  const port = await findFreePort();
  const server = new Postgres({
    databaseDir: createFolder(),
    port,
    persistent: false,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:password@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop();
      for (const created of folders) rmSync(created, { recursive: true, force: true });
    },
  };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
