// The entry point of `npm start` and of the commands that run the build: builds the program if needed, then runs the
// build. It is JavaScript, because Node's type stripping would occupy 20 MB for the life of the process.
// For the same reason the builder, which is TypeScript, runs in its own process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const isCommand = ['customers', 'backup', 'restore', 'outbox', 'audit', 'form'].includes(process.argv[2]);
const program = isCommand ? process.argv.splice(2, 1)[0] : 'main';
const script = new URL(`../dist/server/${program}.js`, import.meta.url);
// biome-ignore lint/style/noProcessEnv: decides before the program reads its settings
const isProduction = process.env.NODE_ENV?.trim() === 'production';

// npm installs Node 24 on most platforms. On the others an older one would fail with a message about file extensions.
if (Number.parseInt(process.versions.node, 10) < 24) {
  refuse(
    `Node.js 24 or newer is required, not ${process.versions.node}: install it, or run "npm ci" again where npm installs it (Linux and Windows).`,
  );
} else if (isProduction && !existsSync(script)) {
  refuse('The program is not built: run "npm run build" first, because NODE_ENV=production never builds.');
} else if (!isProduction && !canBuild()) {
  refuse(
    'The program is installed without what it needs to build: set NODE_ENV=production, for commands too, to run what is built.',
  );
} else if (isProduction || (await build())) {
  await become(script);
} else {
  process.exitCode = 1;
}

/** Returns whether the development dependencies are there, which `npm prune --omit=dev` removes. */
function canBuild() {
  try {
    return Boolean(import.meta.resolve('vite'));
  } catch {
    return false;
  }
}

/** Builds what has changed, and returns whether that worked. */
async function build() {
  const builder = spawn(process.execPath, [`${import.meta.dirname}/build.ts`], { stdio: 'inherit' });
  // As process 1 of a container this process has no default that ends it.
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => builder.kill(signal));
  const [code] = await once(builder, 'exit');
  return code === 0;
}

/**
 * Replaces this process by the script, with settings that limit its memory. Rendering pages creates many
 * short-lived objects, of which Node's defaults let hundreds of megabytes accumulate, and so does the C
 * library for each thread. Both settings apply only when a process starts. Windows can't replace one.
 */
function become(script) {
  if (!process.execve || process.platform === 'win32') return import(script.href);
  const args = [
    '--max-semi-space-size=8',
    ...process.execArgv,
    fileURLToPath(script),
    ...process.argv.slice(2),
  ];
  // biome-ignore lint/style/noProcessEnv: passed on unchanged
  process.execve(process.execPath, [process.execPath, ...args], { MALLOC_ARENA_MAX: '1', ...process.env });
}

/** Says why the program does not start, as `main.ts` does: a sentence, and a line of the log. */
function refuse(message) {
  process.stderr.write(`${message}\n`);
  if (program === 'main') {
    process.stdout.write(`${JSON.stringify({ level: 60, time: Date.now(), msg: message })}\n`);
  }
  process.exitCode = 1;
}
