// What `npm start` and `npm run customers` run: builds what is not built, then becomes the build.
// Plain JavaScript, since Node's stripping of types would keep 20 MB of memory for good; so the
// builder, which is TypeScript, runs in a process of its own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = process.argv[2] === 'customers' ? 'customers' : 'main';
if (program === 'customers') process.argv.splice(2, 1);
const build = spawnSync(process.execPath, [`${import.meta.dirname}/build.ts`], { stdio: 'inherit' });
if (build.status !== 0) process.exitCode = 1;
else await become(new URL(`../dist/server/${program}.js`, import.meta.url));

/**
 * Drawing pages makes much that lives for a moment; with its defaults Node lets hundreds of megabytes
 * of it lie around, and so does the C library for each thread. Both are told only when a process
 * starts: it is replaced, where the system can do that (Windows can't).
 */
function become(script) {
  if (!process.execve || process.platform === 'win32') return import(script.href);
  const args = [
    '--max-semi-space-size=8',
    '--optimize-for-size',
    ...process.execArgv,
    fileURLToPath(script),
    ...process.argv.slice(2),
  ];
  // biome-ignore lint/style/noProcessEnv: handed on as it is
  process.execve(process.execPath, [process.execPath, ...args], { MALLOC_ARENA_MAX: '1', ...process.env });
}
