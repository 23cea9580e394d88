import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import { printTable, readMemory, startProgram } from './program.ts';

/**
 * Measures the processor time of a start and of requests, and the memory of the server, without metrics, with metrics,
 * and with metrics and traces. Processor time depends less on a busy machine than requests per second do. `npm run bench:sizing`.
 */
const requests = 500;

/** Takes the traces, and keeps none. */
const collector = createServer((request, response) => {
  request.resume().on('end', () => response.end('{}'));
});
await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
const { port: collectorPort } = collector.address() as AddressInfo;

const metrics = { ADMIN_PORT: '0', ADMIN_KEY: 'k'.repeat(32) };
const variants: Record<string, Record<string, string>> = {
  'without metrics': {},
  'with metrics': metrics,
  'with metrics and traces': {
    ...metrics,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collectorPort}`,
  },
};

/** Returns the seconds of processor time that a process has used, with all its threads. */
function readProcessorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  // Fields 14 and 15 of proc(5), in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function measure(name: string, variables: Record<string, string>): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const program = await startProgram('server/start.js', {
    env: { PORT: '0', DATABASE_URL: `file:${path.join(folder, 'customer.db')}`, ...variables },
    pattern: /profile page is at http:\/\/localhost:(\d+)[\s\S]*sign in with (\+\d+)/,
  });
  const pid = program.process.pid ?? 0;
  const [, port, mobile = ''] = program.match;
  const start = readProcessorTime(pid);
  const startMemory = readMemory(pid);
  const origin = `http://127.0.0.1:${port}`;
  const cookie = await signIn(origin, mobile, program.output);

  let saves = 0;
  const ask = async (options: Omit<autocannon.Options, 'url'>) => {
    const run = (amount: number) =>
      autocannon({ url: origin, connections: 16, amount, ...options, headers: { cookie } });
    await run(requests / 4);
    const before = readProcessorTime(pid);
    const { non2xx, errors } = await run(requests);
    if (non2xx + errors > 0) throw new Error(`${name}: ${non2xx + errors} requests failed`);
    return (((readProcessorTime(pid) - before) * 1000) / requests).toFixed(2);
  };
  const save = {
    method: 'POST',
    path: '/api/v3/customer/update/',
    setupRequest: (request: autocannon.Request) => {
      saves += 1;
      const headers = { ...request.headers, 'content-type': 'application/json' };
      return { ...request, headers, body: JSON.stringify({ address: `Street ${saves}` }) };
    },
  } as const;
  const times = [
    await ask({ requests: [{ path: '/edit' }] }),
    await ask({ requests: [{ path: '/api/v3/customer/' }] }),
    await ask({ requests: [save] }),
  ];
  const memory = readMemory(pid);
  program.process.kill();
  rmSync(folder, { recursive: true });
  return [name, start.toFixed(2), startMemory.toFixed(0), ...times, memory.toFixed(0)];
}

async function signIn(origin: string, mobile: string, output: () => string): Promise<string> {
  const post = (url: string, body: object) =>
    fetch(`${origin}/api/v3/customer/login/${url}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await post('', { mobile });
  for (;;) {
    const [, code] = /the code for \S+ is (\d{6})/.exec(output()) ?? [];
    if (code) {
      const answer = await post('verify/', { mobile, code });
      return answer.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ');
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const rows: string[][] = [];
for (const [name, variables] of Object.entries(variants)) rows.push(await measure(name, variables));
printTable(
  [
    '',
    'start, s',
    'memory after it, MB',
    'edit page, ms',
    'API read, ms',
    'save, ms',
    'memory at the end, MB',
  ],
  rows,
);
collector.close();
process.exit(0);
