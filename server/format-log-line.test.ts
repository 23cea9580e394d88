import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { formatLine } from './format-log-line.ts';
import { distFolder } from './project-folder.ts';
import { createFolder } from './testing/create-database.ts';
import { waitForAddress, watchProgram } from './testing/run-program.ts';

const request = { id: 'an-id', trace_id: 'a-trace', method: 'GET', route: '/edit', status: 200, ms: 12.3 };

function format(line: object): string {
  const { level = 30 } = line as { level?: number };
  return stripVTControlCharacters(formatLine(`${JSON.stringify({ level, time: 0, ...line })}\n`));
}

test('a request is one line with its time, method, route, status and milliseconds', () => {
  expect(format(request)).toMatch(/^\[\d\d:\d\d:\d\d\] INFO: GET \/edit 200 12\.3 ms\n$/);
});

test('what else a line has is under it', () => {
  const failed = format({ ...request, level: 50, status: 500, error: 'TypeError', at: ['at one'] });
  expect(failed).toMatch(
    / ERROR: GET \/edit 500 12\.3 ms\n +at: \[\n +"at one"\n +\]\n +error: "TypeError"\n$/,
  );
  expect(format({ level: 40, msg: 'Cleaning up failed', error: 'Error' })).toMatch(
    / WARN: Cleaning up failed\n +error: "Error"\n$/,
  );
});

// util-linux's `script` gives a program a terminal.
const script = '/usr/bin/script';
test.runIf(process.platform === 'linux' && existsSync(script))(
  'at a terminal the lines are for people, after the address and how to sign in; in production they are JSON',
  async () => {
    const run = (variables: Record<string, string>) => {
      const command = `'${process.execPath}' '${path.join(distFolder, 'server/main.js')}'`;
      const env = { PORT: '0', SHUTDOWN_DELAY: '0s', DATABASE_URL: 'file::memory:', ...variables };
      return watchProgram(
        spawn(script, ['--quiet', '--return', '--command', `exec ${command}`, '/dev/null'], {
          cwd: createFolder(),
          env,
        }),
      );
    };
    const development = run({});
    const lines = () => stripVTControlCharacters(development.output.stdout).split('\r\n');
    await expect.poll(lines).toHaveLength(3);
    const [, address] = /^The profile page is at (\S+)/.exec(lines()[0] ?? '') ?? [];
    await fetch(`${address}/sign-in`);
    await expect.poll(lines).toHaveLength(4);
    expect(lines()).toEqual([
      expect.stringMatching(/^The profile page is at http:/),
      expect.stringMatching(/^Demo mode: sign in with \+\d+/),
      expect.stringMatching(/^\[[\d:]{8}\] INFO: GET \/sign-in 200 [\d.]+ ms$/),
      '',
    ]);
    const production = run({
      NODE_ENV: 'production',
      SESSION_SECRET: 'x'.repeat(16),
      SMS_WEBHOOK_URL: 'https://sms.example',
      PUBLIC_ORIGIN: 'https://profile.example',
    });
    await fetch(`${await waitForAddress(production)}/sign-in`);
    await expect.poll(() => production.output.stdout).toContain('"route":"/sign-in"');
    for (const line of production.output.stdout.trim().split('\r\n')) {
      expect(() => JSON.parse(line)).not.toThrow();
    }
  },
);
