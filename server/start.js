// The entry point of `npm start` and of the commands: builds the program if needed, then runs the build. It
// is JavaScript, because Node's type stripping would occupy 20 MB for the life of the process. For the same
// reason the builder, which is TypeScript, runs in its own process.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const command = ['customers', 'backup', 'restore'].find((name) => name === process.argv[2]);
if (command) process.argv.splice(2, 1);
const build = spawnSync(process.execPath, [`${import.meta.dirname}/build.ts`], { stdio: 'inherit' });
if (build.status !== 0) process.exitCode = 1;
else await become(new URL(`../dist/server/${command ?? 'main'}.js`, import.meta.url));

/**
 * Replaces this process by the script, with settings that limit its memory. Rendering pages creates many
 * short-lived objects, of which Node's defaults let hundreds of megabytes accumulate, and so does the C
 * library for each thread. The settings apply only when a process starts. Windows can't replace one. A
 * command is not optimized for size, because an import would take half as long again.
 */
function become(script) {
  if (!process.execve || process.platform === 'win32') return import(script.href);
  const args = [
    '--max-semi-space-size=8',
    ...(command ? [] : ['--optimize-for-size']),
    ...process.execArgv,
    fileURLToPath(script),
    ...process.argv.slice(2),
  ];
  // biome-ignore lint/style/noProcessEnv: passed on unchanged
  process.execve(process.execPath, [process.execPath, ...args], { MALLOC_ARENA_MAX: '1', ...process.env });
}
