import { existsSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { builtSandbox } from '../project-folder.ts';
import { createFolder } from '../testing/create-database.ts';
import { createSandbox, matchInSandbox, type Sandbox, type SandboxProgram } from './sandbox.ts';

function open(program: SandboxProgram = builtSandbox): Sandbox {
  const sandbox = createSandbox(program);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** Creates a sandbox in which an attacker already runs code: each task makes it evaluate an expression. */
async function attack(expression: string): Promise<unknown> {
  const folder = createFolder();
  const script = path.join(folder, 'attacker.mjs');
  writeFileSync(
    script,
    `process.on('message', async ({ id }) => {
      let result;
      try { result = await (${expression}); } catch (error) { result = error.code ?? error.message; }
      process.send({ id, result });
    });
    process.send({ id: 0 });`,
  );
  return open({ script, readable: [folder] }).run('match', []);
}

/** Returns the ids of the child processes of this one. */
async function getChildren(): Promise<string[]> {
  const list = await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
  return list.trim().split(' ').filter(Boolean);
}

describe('code that runs in the sandbox', () => {
  test('finds no secret in its environment', async () => {
    // Node itself names the channel to the server there.
    const names = (await attack('Object.keys(process.env)')) as string[];
    expect(names.filter((name) => !name.startsWith('NODE_CHANNEL_'))).toEqual([]);
  });

  test.each([
    ['reads no file', `(await import('node:fs')).readFileSync('/etc/passwd')`],
    ['writes no file', `(await import('node:fs')).writeFileSync('/tmp/from-the-sandbox', '')`],
    ['starts no program', `(await import('node:child_process')).spawnSync('/bin/true')`],
    ['starts no thread', `new (await import('node:worker_threads')).Worker('', { eval: true })`],
    ['loads no native code', `process.dlopen({ exports: {} }, '/usr/lib/x.node')`],
  ])('%s', async (_, expression) => {
    expect(await attack(expression)).toMatch(/^ERR_ACCESS_DENIED$|^ERR_DLOPEN_DISABLED$/);
  });

  // The kernel takes the network away where it lets this user do so, as on most systems; docs/security.md names the
  // exceptions.
  test.runIf(existsSync('/usr/bin/unshare'))('reaches no network', async () => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    expect(await attack(`fetch('http://127.0.0.1:${port}/')`)).toBe('fetch failed');
    expect(requests).toBe(0);
  });
});

describe('a task of the sandbox', () => {
  const slow = ['^(?=(a+)+$)', `${'a'.repeat(40)}!`] as const;

  test('ends after a second, and the next one is served', async () => {
    const sandbox = open();
    await sandbox.run('match', []);
    const start = performance.now();
    await expect(sandbox.run('match', [slow])).rejects.toThrow('limits of the sandbox');
    // The pattern alone takes hours.
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(await sandbox.run('match', [['^(?=a)', 'a']])).toEqual([true]);
  });

  test('ends where it takes too much memory', async () => {
    const sandbox = open();
    const data = Array.from({ length: 2_000_000 }, () => ({}));
    await expect(sandbox.run('validate', { schema: {}, data })).rejects.toThrow('limits of the sandbox');
    expect(await sandbox.run('validate', { schema: {}, data: 1 })).toEqual([]);
  });

  test('is refused where too many wait', async () => {
    const sandbox = open();
    const tasks = Array.from({ length: 60 }, () => sandbox.run('match', [['^(?=a)', 'a']]));
    const results = await Promise.allSettled(tasks);
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(10);
    expect(refused[0]).toMatchObject({ reason: { reason: 'busy' } });
  });

  test('says what is wrong with a schema, and where', async () => {
    const sandbox = open();
    expect(await sandbox.run('compile', { type: 'text' as never })).toEqual({
      pointer: '/schema/type',
      problem: expect.any(String),
    });
    const $id = '*/process.exit()/*';
    expect(await sandbox.run('validate', { schema: { $id }, data: 1 })).toMatchObject({
      pointer: '/schema/$id',
    });
  });

  test('that matches patterns without end leaves them unknown', async () => {
    expect(await matchInSandbox(open())([slow, ['a', 'a']])).toEqual([null, null]);
  });

  test.runIf(process.platform === 'linux')(
    'is served by a new process where the one before has ended',
    async () => {
      const sandbox = open();
      const before = await getChildren();
      expect(await sandbox.run('match', [['a', 'a']])).toEqual([true]);
      const child = (await getChildren()).find((id) => !before.includes(id));
      process.kill(Number(child), 'SIGKILL');
      await expect.poll(getChildren).not.toContain(child);
      expect(await sandbox.run('match', [['a', 'a']])).toEqual([true]);
    },
  );
});
