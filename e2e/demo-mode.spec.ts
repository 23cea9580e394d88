import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { waitForHydration } from './hydration.ts';
import { getScriptArguments, projectFolder } from './program.ts';
import { passResendWait } from './resend-wait.ts';

test('demo mode explains how to sign in and shows each new code on the page', async ({ page }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'profile-page-'));
  const database = path.join(folder, 'customer.db');
  const server = spawn(process.execPath, getScriptArguments('start'), {
    cwd: projectFolder,
    env: { SHUTDOWN_DELAY: '0s', PORT: '0', DATABASE_URL: `file:${database}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const origin = await new Promise<string>((resolve, reject) => {
      server.stdout.on('data', (chunk: Buffer) => {
        const [, address] = /^The profile page is at (\S+)$/m.exec(chunk.toString()) ?? [];
        if (address) resolve(address);
      });
      server.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
    });
    await page.clock.install();
    await page.goto(`${origin}/sign-in`);
    await waitForHydration(page);
    await expect(page.getByText('Demo: sign in with')).toContainText('+971501234567');
    await page.getByLabel('Mobile number').fill('+971501234567');
    await page.getByRole('button', { name: 'Send code' }).click();
    const note = page.getByText(/your code is \d{6}$/);
    const first = (await note.textContent())?.slice(-6) ?? '';
    passResendWait(database);
    await page.clock.fastForward(30_000);
    await page.getByRole('button', { name: 'Send a new code' }).click();
    await expect(note).not.toContainText(first);
    await page.getByLabel('6-digit code').fill((await note.textContent())?.slice(-6) ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('Al Mansoori')).toBeVisible();
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
    await rm(folder, { recursive: true });
  }
});
