import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { filesPath } from 'schema-form/server';
import { expect, onTestFinished, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { createFolder } from '../testing/create-database.ts';
import { createVariables, type RunningProgram, runProgram, waitForAddress } from '../testing/run-program.ts';
import { startSmsGateway } from '../testing/sms-gateway.ts';

const count = 12;
const fileSize = 10_000_000;
/**
 * The program has 110 MB after its start and up to 230 MB while it works. Holding all files in memory would take 120 MB
 * more.
 */
const mostMemory = 290_000_000;

const mobiles = Array.from({ length: count }, (_, index) => `+9715011100${String(index).padStart(2, '0')}`);

/** Starts a server process with many customers and a folder for its temporary files. */
async function startServer() {
  const gateway = await startSmsGateway();
  onTestFinished(() => gateway.close());
  const temporary = createFolder();
  const variables = { ...(await createVariables()), SMS_WEBHOOK_URL: gateway.url, TMPDIR: temporary };
  const list = path.join(createFolder(), 'customers.csv');
  const rows = mobiles.map((mobile, index) => `c-${index},${mobile}`);
  writeFileSync(list, ['customer_id,mobile', ...rows, ''].join('\n'));
  const customers = runProgram({ program: 'customers', arguments: ['import', list], variables });
  expect(await customers.exit, customers.output.stderr).toBe(0);
  const program = runProgram({ program: 'start', variables });
  const address = await waitForAddress(program);

  /** Returns the cookie of a customer's session. */
  const signIn = async (mobile: string): Promise<string> => {
    const post = (url: string, body: object) =>
      fetch(address + url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await post(apiPaths.login, { mobile });
    const find = () => gateway.requests.find(({ body }) => body.to === mobile);
    while (!find()) await new Promise((resolve) => setTimeout(resolve, 10));
    const response = await post(apiPaths.verify, { mobile, code: find()?.body.code });
    return /session=[^;]+/.exec(response.headers.getSetCookie().join('\n'))?.[0] ?? '';
  };
  return { program, address, temporary, signIn };
}

/** Returns the most memory that a process has had, in bytes; null where the system does not report it. */
function getPeakMemory({ process: { pid } }: RunningProgram): number | null {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return null;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1]) * 1024;
}

function expectLittleMemory(program: RunningProgram): void {
  const peak = getPeakMemory(program);
  if (peak === null) return;
  expect(peak).toBeGreaterThan(0);
  expect(peak).toBeLessThan(mostMemory);
}

function upload(address: string, cookie: string, content: Uint8Array<ArrayBuffer>): Promise<Response> {
  const body = new FormData();
  body.set('file', new File([content], 'a.bin'));
  return fetch(address + filesPath, { method: 'POST', headers: { origin: address, cookie }, body });
}

const hash = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

/** Compares the sent files with those that can be opened. */
async function expectIntact(address: string, cookie: string, response: Response, content: Uint8Array) {
  const { file_url: url } = (await response.json()) as { file_url: string };
  // A busy server may ask to try again.
  await expect
    .poll(async () => {
      const file = await fetch(address + url, { headers: { cookie } });
      return hash(new Uint8Array(await file.arrayBuffer()));
    })
    .toBe(hash(content));
}

test('parallel uploads of one customer take little memory: two are taken, the others get 429', async () => {
  const { program, address, temporary, signIn } = await startServer();
  const cookie = await signIn(mobiles[0] ?? '');
  const content = randomBytes(fileSize);
  const responses = await Promise.all(Array.from({ length: count }, () => upload(address, cookie, content)));
  const taken = responses.filter(({ status }) => status === 201);
  const refused = responses.filter(({ status }) => status === 429);
  // One that ends early makes room for another.
  expect(taken.length).toBeGreaterThanOrEqual(2);
  expect(taken.length + refused.length).toBe(count);
  for (const response of refused) {
    expect(response.headers.get('retry-after')).toBe('5');
    expect(response.headers.get('connection')).toBe('close');
    expect(await response.json()).toEqual({
      error_message:
        'Too many files are being sent at once. Wait until the others have arrived, then try again',
    });
  }
  for (const response of taken) await expectIntact(address, cookie, response, content);
  expectLittleMemory(program);
  expect((await upload(address, cookie, content)).status).toBe(201);
  await waitForFiles(temporary, 0);
}, 120_000);

test('parallel uploads of many customers take little memory, and all arrive as they were', async () => {
  const { program, address, temporary, signIn } = await startServer();
  const cookies = await Promise.all(mobiles.map(signIn));
  const contents = cookies.map(() => randomBytes(fileSize));
  const responses = await Promise.all(
    cookies.map((cookie, index) => upload(address, cookie, contents[index] ?? Buffer.alloc(0))),
  );
  expect(responses.map(({ status }) => status)).toEqual(Array(count).fill(201));
  expectLittleMemory(program);
  for (const [index, response] of responses.entries()) {
    await expectIntact(address, cookies[index] ?? '', response, contents[index] ?? Buffer.alloc(0));
  }
  await waitForFiles(temporary, 0);
}, 120_000);

/** Waits until a folder has this number of files, and returns them. */
async function waitForFiles(folder: string, wanted: number): Promise<string[]> {
  for (;;) {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    if (files.length === wanted) return files.map((file) => path.join(file.parentPath, file.name));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('a file under way is on the disk for this program alone, and goes when the connection breaks', async () => {
  const { program, address, temporary, signIn } = await startServer();
  const cookie = await signIn(mobiles[0] ?? '');
  for (let round = 0; round < 3; round += 1) {
    const requests = [1, 2].map(() => {
      const sent = request(address + filesPath, {
        method: 'POST',
        headers: {
          cookie,
          origin: address,
          'content-type': 'multipart/form-data; boundary=x',
          'content-length': fileSize,
        },
      });
      sent.on('error', () => {});
      sent.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nthe beginning');
      return sent;
    });
    const files = await waitForFiles(temporary, 2);
    for (const file of files) {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    }
    for (const sent of requests) sent.destroy();
    await waitForFiles(temporary, 0);
  }
  expect((await upload(address, cookie, randomBytes(1000))).status).toBe(201);
  await waitForFiles(temporary, 0);
  const readLines = () => {
    const lines = program.output.stdout.split('\n').filter((line) => line.includes('"/files"'));
    return lines.map((line) => JSON.parse(line) as object);
  };
  await expect
    .poll(readLines)
    .toMatchObject([
      ...Array.from({ length: 6 }, () => ({ level: 30, status: 499 })),
      { level: 30, status: 201 },
    ]);
});
