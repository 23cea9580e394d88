import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/**
 * `npm test` runs every check, even after one has failed. The last line sums up the counts that the test runners
 * report. The type check and the linter count only when they fail. A test that fails is run once more: one that passes
 * then is reported as unstable, and does not fail the run.
 */
const root = path.join(import.meta.dirname, '..');
const reports = path.join(root, '.reports');
const bin = path.join(root, 'node_modules/.bin');

interface Count {
  passed: number;
  failed: number;
  /** The failed tests and those that passed only when run again, which are printed at the end. */
  findings: string[];
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    /** A test that passed when it was run again keeps the messages of its first run. */
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs: {
    title: string;
    file: string;
    line: number;
    tests: { projectName: string; status: string; results: { error?: { message?: string } }[] }[];
  }[];
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
    count: { file: 'vitest.json', read: readVitest },
  },
  {
    name: 'browser',
    command: 'playwright',
    args: ['test'],
    count: { file: 'playwright.json', read: readPlaywright },
  },
];

function readVitest({ numPassedTests, numFailedTests, testResults }: VitestReport): Count {
  const findings = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ failureMessages }) => failureMessages.length > 0)
      .map(({ fullName, status, failureMessages: [message] }) =>
        describeFinding(status === 'failed', `${path.relative(root, name)}: ${fullName}`, message),
      ),
  );
  return { passed: numPassedTests, failed: numFailedTests, findings };
}

function readPlaywright({ stats, suites }: PlaywrightReport): Count {
  const findings = suites
    .flatMap(listSpecs)
    .flatMap(({ title, file, line, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ projectName, status, results }) =>
          describeFinding(
            status === 'unexpected',
            `[${projectName}] e2e/${file}:${line}: ${title}`,
            results.find(({ error }) => error)?.error?.message,
          ),
        ),
    );
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, findings };
}

function listSpecs({ suites = [], specs }: PlaywrightSuite): PlaywrightSuite['specs'] {
  return [...specs, ...suites.flatMap(listSpecs)];
}

/** Returns a finding with the beginning of its message, because a message can hold a whole page. */
function describeFinding(isFailed: boolean, name: string, message = ''): string {
  const excerpt = stripVTControlCharacters(message).slice(0, 600).replaceAll('\n', '\n    ');
  return `${isFailed ? 'failed' : 'unstable'}: ${name}\n    ${excerpt}`;
}

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
      : { passed: 0, failed: 0, findings: [] };
  // Vitest sometimes ends with 0 although a test has failed.
  const isOk = status === 0 && counted.failed === 0;
  process.stdout.write(`── ${name}: ${isOk ? 'ok' : 'FAILED'} (${seconds} s)\n`);
  // A check that failed without a failed test (a type error, a crash of the runner) counts as one.
  return status !== 0 && counted.failed === 0
    ? { ...counted, failed: 1, findings: [`failed: ${name}`] }
    : counted;
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports);
const counts = checks.map(run);
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
for (const finding of counts.flatMap(({ findings }) => findings)) process.stdout.write(`${finding}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
