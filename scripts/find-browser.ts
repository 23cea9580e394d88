import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, globSync } from 'node:fs';
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
 * `whole` is Chromium as people use it. `shell` is Chromium without a user interface: it starts faster, and does less by
 * itself, for example it asks for no icon.
 */
type BrowserKind = 'whole' | 'shell';

interface KindOfBrowser {
  title: string;
  /** Its programs in the `PATH`. */
  programs: readonly string[];
  debianPackage: string;
  /** The words by which Playwright installs it. */
  download: readonly string[];
}

const kinds: Record<BrowserKind, KindOfBrowser> = {
  whole: {
    title: 'whole browser',
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    debianPackage: 'chromium',
    download: ['chromium', '--no-shell'],
  },
  shell: {
    title: 'headless shell',
    programs: ['chromium-headless-shell', 'chrome-headless-shell'],
    debianPackage: 'chromium-headless-shell',
    download: ['chromium-headless-shell'],
  },
};

export interface FoundBrowser {
  /** Its version and kind, such as `Chromium 156 (whole browser)`. */
  name: string;
  file: string;
}

/**
 * Returns a Chromium that starts: Playwright's own, else the system's, else one that this function installs. `BROWSER_KIND`
 * chooses its kind. Without it, that is the whole browser, and the headless shell only where no whole one can be had,
 * because the shell hides errors that people's browsers report. Throws with a message for the person who runs the
 * tests if there is none.
 */
export function findBrowser(): FoundBrowser {
  const chosen = process.env.BROWSER_KIND || null;
  if (chosen !== null && !Object.hasOwn(kinds, chosen)) {
    throw new Error(`BROWSER_KIND must be ${Object.keys(kinds).join(' or ')}, not "${chosen}".`);
  }
  const kind = (chosen ?? 'whole') as BrowserKind;
  const found = findPresent(kind) ?? install(kind) ?? (chosen === null ? findPresent('shell') : null);
  if (found) return found;
  throw new Error(
    'No Chromium was found and none could be installed: install one (`npx playwright install --with-deps chromium`, or your system’s chromium package), then try again.',
  );
}

function findPresent(kind: BrowserKind): FoundBrowser | null {
  return findOwn(kind) ?? findInPath(kind);
}

/** Finds Playwright's own Chromium if it is downloaded and all its libraries are present; else returns null. */
function findOwn(kind: BrowserKind): FoundBrowser | null {
  const whole = chromium.executablePath();
  if (kind === 'whole') return existsSync(whole) ? start(kind, whole) : null;
  // Playwright says where the whole browser is. The shell is in a folder beside it.
  const cwd = whole.replace(/chromium-(\d+).*/, 'chromium_headless_shell-$1');
  const [shell] = globSync('*/chrome-headless-shell{,.exe}', { cwd });
  return shell === undefined ? null : start(kind, path.join(cwd, shell));
}

function findInPath(kind: BrowserKind): FoundBrowser | null {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  for (const program of kinds[kind].programs) {
    for (const file of folders.map((folder) => path.join(folder, program)).filter(isExecutable)) {
      const found = start(kind, file);
      if (found) return found;
    }
  }
  return null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Asks a browser for its version; returns null when it does not start, for example because a library is missing. */
function start(kind: BrowserKind, file: string): FoundBrowser | null {
  const { title } = kinds[kind];
  // On Windows the browser would open a window instead of telling its version.
  if (process.platform === 'win32') return { name: `Chromium (${title})`, file };
  const { status, stdout } = spawnSync(file, ['--version'], { timeout: 30_000, encoding: 'utf8' });
  const [version = ''] = /\d+/.exec(stdout) ?? [];
  return status === 0 ? { name: `Chromium ${version} (${title})`, file } : null;
}

/** Installs a browser by Playwright, else as a package of Debian; returns null when neither works. */
function install(kind: BrowserKind): FoundBrowser | null {
  const { title, download, debianPackage } = kinds[kind];
  say(`No Chromium (${title}) was found. Installing one.`);
  const playwright = path.join(root, 'node_modules/@playwright/test/cli.js');
  run(process.execPath, [playwright, 'install', ...download]);
  const own = findOwn(kind);
  if (own || !isRoot || !existsSync('/usr/bin/apt-get')) return own;
  if (run('apt-get', ['update'])) run('apt-get', ['install', '-y', debianPackage]);
  return findInPath(kind);
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
    process.stdout.write(`${findBrowser().file}\n`);
  } catch (error) {
    say((error as Error).message);
    process.exitCode = 1;
  }
}
