import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * `npm test` runs every check, even after one has failed. The last line sums up the counts that the test runners
 * report. The type check and the linter count only when they fail.
 */
const root = path.join(import.meta.dirname, '..');
const reports = path.join(root, '.reports');
const bin = path.join(root, 'node_modules/.bin');

interface Count {
  passed: number;
  failed: number;
  /** The names of the failed tests, which are printed again at the end. */
  failures?: string[];
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { name: string; assertionResults: { fullName: string; status: string }[] }[];
}

interface Check {
  name: string;
  command: string;
  args: string[];
  /** Reads the report of the test runner; absent when the check has no report. */
  count?: { file: string; read(report: never): Count };
}

const checks: Check[] = [
  { name: 'types', command: 'tsc', args: [] },
  { name: 'lint', command: 'biome', args: ['check', '--error-on-warnings'] },
  {
    name: 'unit and server',
    command: 'vitest',
    args: ['run', '--reporter=default', '--reporter=json', '--outputFile.json=.reports/vitest.json'],
    count: {
      file: 'vitest.json',
      read: (report: VitestReport) => ({
        passed: report.numPassedTests,
        failed: report.numFailedTests,
        failures: report.testResults.flatMap(({ name, assertionResults }) =>
          assertionResults
            .filter(({ status }) => status === 'failed')
            .map(({ fullName }) => `${path.relative(root, name)}: ${fullName}`),
        ),
      }),
    },
  },
  {
    name: 'browser',
    command: 'playwright',
    args: ['test'],
    count: {
      file: 'playwright.json',
      read: ({ stats }: { stats: { expected: number; unexpected: number; flaky: number } }) => ({
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky,
      }),
    },
  },
];

function run({ name, command, args, count }: Check): Count {
  process.stdout.write(`\n── ${name}\n`);
  const start = performance.now();
  const { status } = spawnSync(path.join(bin, command), args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const file = count && path.join(reports, count.file);
  const counted =
    file && existsSync(file)
      ? count.read(JSON.parse(readFileSync(file, 'utf8')) as never)
      : { passed: 0, failed: 0 };
  // Vitest sometimes ends with 0 although a test has failed.
  const isOk = status === 0 && counted.failed === 0;
  process.stdout.write(`── ${name}: ${isOk ? 'ok' : 'FAILED'} (${seconds} s)\n`);
  // A check that failed without a failed test (a type error, a crash of the runner) counts as one.
  return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1, failures: [name] } : counted;
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports);
const counts = checks.map(run);
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
for (const failure of counts.flatMap((count) => count.failures ?? [])) {
  process.stdout.write(`failed: ${failure}\n`);
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
