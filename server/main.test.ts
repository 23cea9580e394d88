import { once } from 'node:events';
import { statSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { apiPaths } from '../shared/customer-api.ts';
import { getDatabaseFile } from './env.ts';
import { listen } from './listen.ts';
import { isPostgres } from './testing/create-database.ts';
import { createVariables, runProgram, waitForAddress } from './testing/run-program.ts';

describe('the program', () => {
  test('says where it is and how to sign in, and works there', async () => {
    const program = runProgram({ variables: await createVariables() });
    const address = await waitForAddress(program);
    expect(address).toMatch(/^http:\/\/localhost:\d+$/);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${address}/sign-in`)).text()).toContain('<title>Sign in');
    expect(program.output.stdout).toContain('Demo mode: sign in with +971501234567');
  });

  test('lets a customer sign in over real HTTP, with the code that it prints', async () => {
    const program = runProgram({ variables: await createVariables() });
    const address = await waitForAddress(program);
    const post = (path: string, body: object) =>
      fetch(address + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: address },
        body: JSON.stringify(body),
      });
    const mobile = '+971501234567';
    expect((await post(apiPaths.login, { mobile })).status).toBe(200);
    const [, code] = /the code for \+971501234567 is (\d{6})/.exec(program.output.stdout) ?? [];
    const verified = await post(apiPaths.verify, { mobile, code });
    expect(verified.status).toBe(200);
    const cookie = verified.headers.getSetCookie().map((line) => line.split(';')[0]);
    const response = await fetch(address + apiPaths.customer, { headers: { cookie: cookie.join('; ') } });
    expect(await response.json()).toMatchObject({ customer_id: 'demo', mobile });
  });

  test('finishes the request under way at SIGTERM, takes no other, and ends with 0', async () => {
    const program = runProgram({ variables: await createVariables() });
    const { port } = new URL(await waitForAddress(program));
    const underWay = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: apiPaths.language,
      headers: { 'content-type': 'application/json', expect: '100-continue' },
    });
    underWay.flushHeaders();
    // From here on the server waits for the body.
    await once(underWay, 'continue');
    program.process.kill('SIGTERM');
    while (await canConnect(Number(port)));
    underWay.end('{"language": "ar"}');
    const [response] = (await once(underWay, 'response')) as [{ statusCode: number; resume(): void }];
    response.resume();
    expect(response.statusCode).toBe(200);
    expect(await program.exit).toBe(0);
  });

  test('ends with 0 at SIGTERM when nothing is under way, and keeps what is stored', async () => {
    const variables = await createVariables();
    for (let start = 0; start < 2; start += 1) {
      const program = runProgram({ variables });
      const address = await waitForAddress(program);
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
      program.process.kill('SIGTERM');
      expect(await program.exit).toBe(0);
    }
  });

  test('writes its log as JSON lines', async () => {
    const program = runProgram({ variables: await createVariables() });
    const address = await waitForAddress(program);
    await fetch(`${address}/sign-in`);
    program.process.kill('SIGTERM');
    await program.exit;
    const lines = program.output.stdout.split('\n').filter((line) => line.startsWith('{'));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ route: '/sign-in', status: 200 }]);
  });

  test.skipIf(isPostgres())(
    'keeps the secret that it made beside the database, for its owner alone',
    async () => {
      const variables = await createVariables();
      await waitForAddress(runProgram({ variables }));
      const { mode, size } = statSync(`${getDatabaseFile(variables.DATABASE_URL ?? '')}.secret`);
      expect(mode & 0o777).toBe(0o600);
      expect(size).toBe(43);
    },
  );

  test('can be started twice at once on the same database', async () => {
    const variables = await createVariables();
    const programs = [runProgram({ variables }), runProgram({ variables })];
    for (const address of await Promise.all(programs.map(waitForAddress))) {
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
    }
  });
});

/** Whether something listens on a port of this machine. */
function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.destroy());
    socket.once('close', (hadError) => resolve(!hadError));
    socket.once('error', () => {});
  });
}

describe('an address that can’t be had stops the start with one sentence', () => {
  test.each(['192.0.2.1', 'no host'])('HOST (%s)', async (HOST) => {
    const { output, exit } = runProgram({ variables: { ...(await createVariables()), HOST } });
    expect(await exit).toBe(1);
    expect(output).toEqual({ stdout: '', stderr: 'HOST is no address of this machine.\n' });
  });

  test('PORT, when it is taken', async () => {
    const { port, close } = await listen(() => {}, 0, '127.0.0.1');
    const variables = { ...(await createVariables()), PORT: String(port), HOST: '127.0.0.1' };
    const { output, exit } = runProgram({ variables });
    expect(await exit).toBe(1);
    expect(output.stderr).toBe('PORT is taken: another program listens there.\n');
    await close();
  });
});
