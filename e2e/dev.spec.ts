import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { corpus } from './corpus.ts';
import { waitForHydration } from './hydration.ts';
import { openPlayground } from './open-playground.ts';
import { PageErrors } from './page-errors.ts';
import { projectFolder } from './program.ts';

/** `npm run dev` renders pages from the sources. It bundles dependencies first. */
async function startDevelopment(folder: string): Promise<{ origin: string; server: ChildProcess }> {
  const server = spawn(process.execPath, ['--conditions=schema-form-source', 'server/dev.ts'], {
    cwd: projectFolder,
    env: {
      ...process.env,
      PORT: '0',
      NODE_ENV: '',
      DATABASE_URL: `file:${path.join(folder, 'customer.db')}`,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (chunk: Buffer) => {
      const [, address] = /^Development: (\S+)\nDemo mode: sign in with \+\d+/m.exec(chunk.toString()) ?? [];
      if (address) resolve(address);
    });
    server.once('exit', (code) => reject(new Error(`Development ended with ${code}`)));
  });
  return { origin, server };
}

test('development renders the same form as the build, whatever the names of properties', async ({
  context,
  page,
}) => {
  test.setTimeout(90_000);
  const folder = await mkdtemp(path.join(tmpdir(), 'development-'));
  const { origin, server } = await startDevelopment(folder);
  const pageErrors = new PageErrors();
  await pageErrors.watch(context);
  try {
    const { schema = {}, data = {} } = corpus.find(({ name }) => name === 'names-of-keywords') ?? {};
    // The first page makes Vite bundle the dependencies, which may reload it. A reload would cancel what follows.
    await page.goto(`${origin}/playground`);
    await waitForHydration(page);
    await openPlayground(page, { schema, data }, origin);
    await waitForHydration(page);
    await page.locator('input[name="root[not]"]').fill('typed here');
    await page.getByRole('button', { name: 'Check' }).click();
    await expect(page.locator('main pre')).toContainText('typed here');
    expect(pageErrors.list()).toEqual([]);
  } finally {
    server.kill();
    await once(server, 'exit');
    await rm(folder, { recursive: true });
  }
});
