import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { distFolder, projectFolder } from './project-folder.ts';
import { createFolder } from './testing/create-database.ts';
import { type RunningProgram, waitForAddress, watchProgram } from './testing/run-program.ts';

// biome-ignore lint/style/noProcessEnv: where npm is
const searchPath = process.env.PATH ?? '';
/** What npm itself needs, and nothing of npm's own variables, which would reach a nested npm. */
const base = { PATH: `${path.join(projectFolder, 'node_modules/.bin')}${path.delimiter}${searchPath}` };
const works = { ...base, PORT: '0', SHUTDOWN_DELAY: '0s', DATABASE_URL: 'file::memory:' };
const production = {
  ...base,
  NODE_ENV: 'production',
  PORT: '0',
  SHUTDOWN_DELAY: '0s',
  SESSION_SECRET: 'x'.repeat(16),
  SMS_WEBHOOK_URL: 'https://sms.example',
  PUBLIC_ORIGIN: 'https://profile.example',
};
const isRoot = process.getuid?.() === 0;
/** A user that owns nothing. */
const nobody = 65_534;

const isLinux = process.platform === 'linux';

describe.runIf(isLinux)('SIGTERM ends with 0', () => {
  test('npm start, which passes it on', async () => {
    const program = run(['npm', 'start'], works);
    const address = await waitForAddress(program);
    program.process.kill('SIGTERM');
    expect(await program.exit).toBe(0);
    await expect(fetch(address)).rejects.toThrow();
  });

  const canUnshare = isRoot && existsSync('/usr/bin/unshare');
  test.runIf(canUnshare).each([[['npm', 'start']], [['node', 'server/start.js']]])(
    '%j as process 1 of a container',
    async (command) => {
      const program = run(['unshare', '--pid', '--fork', '--kill-child', ...command], works);
      await waitForAddress(program);
      const { pid } = program.process;
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
      process.kill(Number(children), 'SIGTERM');
      expect(await program.exit).toBe(0);
    },
  );
});

test('without a build a production start says so in one sentence, and builds nothing', async () => {
  const folder = createFolder();
  for (const file of ['package.json', 'server/start.js']) copyTo(folder, file);
  const program = run(['node', 'server/start.js'], production, { cwd: folder });
  expect(await program.exit).toBe(1);
  expect(program.output.stderr).toMatch(/^The program is not built: run "npm run build" first[^\n]+\.\n$/);
  expect(JSON.parse(program.output.stdout)).toMatchObject({ level: 60, msg: program.output.stderr.trim() });
  expect(existsSync(path.join(folder, 'dist'))).toBe(false);
});

test('without development dependencies a start and a command say in one sentence what to set', async () => {
  const folder = createFolder();
  for (const file of ['package.json', 'server/start.js']) copyTo(folder, file);
  for (const words of [[], ['customers', 'export']]) {
    const program = run(['node', 'server/start.js', ...words], works, { cwd: folder });
    expect(await program.exit).toBe(1);
    expect(program.output.stderr).toMatch(
      /^The program is installed without [^\n]+ NODE_ENV=production[^\n]+\.\n$/,
    );
  }
});

describe.runIf(isLinux)('the steps of the Containerfile', () => {
  test('give a program that runs read-only, as a user without rights, and logs nothing but JSON', async () => {
    const { steps, copies, variables, command, healthCheck } = readContainerfile();
    expect(steps).toEqual([
      'npm ci --ignore-scripts',
      'npm run build',
      'npm run --silent sbom > sbom.json',
      'npm prune --omit=dev --omit=optional',
      'install --directory --owner=node --group=node --mode=0700 /data',
    ]);
    const [build, image, data] = [createFolder(), createFolder(), createFolder()];
    for (const folder of [build, image]) chmodSync(folder, 0o755);
    copyProject(build);
    // npm ci is the one step that was done before: its result is copied above.
    for (const step of steps.slice(1, 4)) {
      execFileSync('sh', ['-c', step], {
        cwd: build,
        env: { ...base, npm_config_offline: 'true' },
        stdio: 'ignore',
      });
    }
    expect(existsSync(path.join(build, 'node_modules/vite'))).toBe(false);
    const { metadata, components } = JSON.parse(readFileSync(path.join(build, 'sbom.json'), 'utf8')) as {
      metadata: { component: object };
      components: { name: string }[];
    };
    expect(metadata.component).toMatchObject({ name: 'profile-page', version: expect.any(String) });
    const names = components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['react', 'ajv', 'better-sqlite3', 'pg', '@rjsf/core']));
    expect(names).not.toContain('vite');
    if (isRoot) chownSync(data, nobody, nobody);
    // The user can't read the project, which may be in somebody's home.
    const bin = createFolder();
    chmodSync(bin, 0o755);
    copyFileSync(process.execPath, path.join(bin, 'node'));
    const env = {
      ...production,
      ...inFolder(variables, data),
      PORT: '0',
      HOST: '127.0.0.1',
      PATH: `${bin}${path.delimiter}${searchPath}`,
    };

    const startIn = async (cwd: string, words: readonly string[]) => {
      const user = isRoot ? { uid: nobody, gid: nobody } : {};
      const program = run(words, env, { cwd, ...user });
      const address = await waitForAddress(program);
      const page = await fetch(`${address}/sign-in`);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>Sign in')]);
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
      const { port } = new URL(address);
      execFileSync(healthCheck[0] ?? '', healthCheck.slice(1), { env: { ...base, PORT: port } });
      program.process.kill('SIGTERM');
      expect(await program.exit).toBe(0);
      expect(program.output.stderr).toBe('');
      // npm announces the script that it runs with lines that begin with ">".
      for (const line of program.output.stdout.split('\n').filter((text) => !/^(>|$)/.test(text))) {
        expect(JSON.parse(line)).toHaveProperty('level');
      }
    };
    await startIn(build, ['npm', 'start']);
    for (const [from, to] of copies) {
      const target = path.join(image, to, to.endsWith('/') ? path.basename(from) : '');
      mkdirSync(path.dirname(target), { recursive: true });
      renameSync(path.join(build, from), target);
    }
    await startIn(image, command);
    // The second one is npm's own.
    expect(['customer.db', 'node-compile-cache']).toEqual(expect.arrayContaining(readdirSync(data)));
  }, 60_000);
});

test('a Node.js that is too old is named', () => {
  const old = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"20.1.0"}})';
  const { status, stderr } = spawnSync(process.execPath, ['--import', old, 'server/start.js'], {
    cwd: projectFolder,
    env: works,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([
    1,
    expect.stringMatching(/^Node\.js 24 or newer is required, not 20\.1\.0: /),
  ]);
});

function run(
  [command = '', ...words]: readonly string[],
  env: Record<string, string>,
  options: { cwd?: string; uid?: number; gid?: number } = {},
): RunningProgram {
  return watchProgram(spawn(command, words, { cwd: projectFolder, env, ...options }));
}

/** Reads the instructions of the Containerfile that matter without a container. */
function readContainerfile() {
  const text = readFileSync(path.join(projectFolder, 'Containerfile'), 'utf8').replaceAll(/\\\n\s*/g, '');
  const find = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, match = '']) => match);
  const copies = find(/^COPY --from=build (.+)$/gm).flatMap((line) => {
    const names = line.split(' ');
    const to = names.pop() ?? '';
    return names.map((name) => [name.replace('/app/', ''), to] as const);
  });
  const variables = find(/^ENV (.+)$/gm).flatMap((line) => line.split(' ').map((pair) => pair.split('=')));
  return {
    steps: find(/^RUN (.+)$/gm),
    copies,
    variables: Object.fromEntries(variables) as Record<string, string>,
    command: JSON.parse(find(/^CMD (.+)$/gm)[0] ?? '') as string[],
    healthCheck: JSON.parse(find(/^HEALTHCHECK .*?CMD (.+)$/gm)[0] ?? '') as string[],
  };
}

/** Returns the variables of the image, with another folder in the place of /data. */
function inFolder(variables: Record<string, string>, data: string): Record<string, string> {
  const entries = Object.entries(variables).map(([name, value]) => [name, value.replace('/data', data)]);
  return Object.fromEntries(entries) as Record<string, string>;
}

/** Copies the project as it is in the repository, with the packages and the build that are there. */
function copyProject(folder: string): void {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: projectFolder, encoding: 'utf8' });
  const isOther = /^(docs|e2e|bench)\/|\.test\.tsx?$/;
  for (const file of files.split('\0')) {
    if (file && !isOther.test(file) && existsSync(path.join(projectFolder, file))) copyTo(folder, file);
  }
  linkFolder(path.join(projectFolder, 'node_modules'), path.join(folder, 'node_modules'));
  // npm writes into this one.
  rmSync(path.join(folder, 'node_modules/.package-lock.json'));
  copyTo(folder, 'node_modules/.package-lock.json');
  cpSync(distFolder, path.join(folder, 'dist'), { recursive: true, preserveTimestamps: true });
}

/** Copies a folder with hard links, where the file system allows it: the packages are large. */
function linkFolder(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  if (spawnSync('cp', ['-al', from, to]).status !== 0) execFileSync('cp', ['-a', from, to]);
}

function copyTo(folder: string, file: string): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  cpSync(path.join(projectFolder, file), target, { preserveTimestamps: true });
}
