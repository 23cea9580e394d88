import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

/** Runs the program where these browsers are installed, and Playwright's are not. */
function find(programs: readonly string[], kind = '') {
  const folder = mkdtempSync(path.join(tmpdir(), 'browsers-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const program of programs) {
    writeFileSync(path.join(folder, program), '#!/bin/sh\necho Chromium 156.0.1.2\n', { mode: 0o755 });
  }
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(import.meta.dirname, 'find-browser.ts')],
    {
      encoding: 'utf8',
      env: { PATH: folder, PLAYWRIGHT_BROWSERS_PATH: path.join(folder, 'none'), BROWSER_KIND: kind },
    },
  );
  return stderr || path.basename(stdout.trim());
}

const isWindows = process.platform === 'win32';
const both = ['chromium-headless-shell', 'chromium'];

test.skipIf(isWindows)('the whole browser is preferred to the headless shell, which hides errors', () => {
  expect(find(both)).toBe('chromium');
  expect(find(['chromium-headless-shell', 'google-chrome'])).toBe('google-chrome');
});

test.skipIf(isWindows)('BROWSER_KIND chooses', () => {
  expect(find(both, 'shell')).toBe('chromium-headless-shell');
  expect(find(both, 'whole')).toBe('chromium');
  expect(find(both, 'wohle')).toBe('BROWSER_KIND must be whole or shell, not "wohle".\n');
});
