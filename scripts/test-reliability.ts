import { spawnSync } from 'node:child_process';
import path from 'node:path';

/**
 * `npm run test:crash`, `test:faults` and `test:fuzz` run the long form of a test whose short form is in `npm test`:
 * `server/reliability/<name>….test.ts`. `SEED=…` repeats the random choices of a run, which prints its seed. Tests of both
 * databases would take time from each other, so they run one after the other.
 */
const root = path.join(import.meta.dirname, '..');
const [name = '', ...words] = process.argv.slice(2);

const { status } = spawnSync(
  path.join(root, 'node_modules/.bin/vitest'),
  [
    'run',
    `server/reliability/${name}`,
    '--no-file-parallelism',
    '--disable-console-intercept',
    '--retry=0',
    ...words,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, LONG_FORM: '1' },
    shell: process.platform === 'win32',
  },
);
process.exitCode = status ?? 1;
