// What `npm start` and `npm run customers` run: builds what is not built, then starts the build.
// Plain JavaScript, since Node's stripping of types would keep 20 MB of memory for good; so the
// builder, which is TypeScript, runs in a process of its own.
import { spawnSync } from 'node:child_process';

const program = process.argv[2] === 'customers' ? 'customers' : 'main';
if (program === 'customers') process.argv.splice(2, 1);
const build = spawnSync(process.execPath, [`${import.meta.dirname}/build.ts`], { stdio: 'inherit' });
if (build.status === 0) await import(`../dist/server/${program}.js`);
else process.exitCode = 1;
