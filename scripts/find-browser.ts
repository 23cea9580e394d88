import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const root = fileURLToPath(new URL('..', import.meta.url));
const isRoot = process.getuid?.() === 0;

/**
 * The arguments that start the browser without network traffic of its own. Chromium's sandbox does not run as
 * root, the usual user in containers.
 */
export const browserArguments: readonly string[] = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The environment of a browser that renders every language, whatever fonts the machine has. Only Linux reads it. */
export const browserEnvironment = {
  ...process.env,
  FONTCONFIG_FILE: fileURLToPath(new URL('fonts.conf', import.meta.url)),
};

/**
 * Returns the path of a Chromium that starts: Playwright's own, else the system's, else one that this function
 * installs. Throws with a message for the person who runs the tests if there is none.
 */
export async function findBrowser(): Promise<string> {
  const present = findOwn() ?? findInPath();
  if (present) return present;
  say('No Chromium was found. Installing one.');
  installOwn();
  const installed = findOwn();
  if (installed) return installed;
  installForDebian();
  const packaged = findInPath();
  if (packaged) return packaged;
  throw new Error(
    'No Chromium was found and none could be installed: install one (`npx playwright install --with-deps chromium`, or your system’s chromium package), then try again.',
  );
}

/** Finds Playwright's own Chromium if it is downloaded and all its libraries are present; else returns null. */
function findOwn(): string | null {
  const file = chromium.executablePath();
  return existsSync(file) && canStart(file) ? file : null;
}

function findInPath(): string | null {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  // The headless shell is what Playwright downloads, too. It is faster than the whole browser.
  const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
  const files = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return files.find((file) => isExecutable(file) && canStart(file)) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Returns whether a browser starts, which requires its libraries. On Windows `--version` is not supported. */
function canStart(file: string): boolean {
  return process.platform === 'win32' || spawnSync(file, ['--version'], { timeout: 30_000 }).status === 0;
}

function installOwn(): void {
  const program = path.join(root, 'node_modules/@playwright/test/cli.js');
  run(process.execPath, [program, 'install', 'chromium']);
}

function installForDebian(): void {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return;
  if (run('apt-get', ['update'])) run('apt-get', ['install', '-y', 'chromium-headless-shell']);
}

/** Runs a program and shows its output on stderr, because stdout is for the path of the browser. */
function run(program: string, args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, args, { env, stdio: ['ignore', 2, 2] }).status === 0;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

if (import.meta.main) {
  try {
    process.stdout.write(`${await findBrowser()}\n`);
  } catch (error) {
    say((error as Error).message);
    process.exitCode = 1;
  }
}
