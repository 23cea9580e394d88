import { describe, expect, test } from 'vitest';
import { runProgram } from './testing/run-program.ts';
import { writeForm } from './testing/write-form.ts';

/** Variables with which the program starts. */
const works = { PORT: '0', DATABASE_URL: 'file::memory:' };
/** With these it is not in demo mode. */
const sends = { SESSION_SECRET: 'x'.repeat(16), SMS_WEBHOOK_URL: 'https://sms.example' };

describe('a wrong value stops the start with one sentence that names the variable', () => {
  const errorCases: [name: string, variables: Record<string, string | undefined>][] = [
    ['PORT', { PORT: 'http' }],
    ['NODE_ENV', { NODE_ENV: 'prod' }],
    ['HOST', { HOST: 'no host', ...sends }],
    ['HOST', { HOST: '0.0.0.0' }],
    ['DATABASE_URL', { DATABASE_URL: 'file:/dev/null/customer.db' }],
    ['DATABASE_URL', { DATABASE_URL: 'file:/dev/null/customer.db', SESSION_SECRET: 'x'.repeat(16) }],
    ['DATABASE_URL', { DATABASE_URL: 'file:/', SESSION_SECRET: 'x'.repeat(16) }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://127.0.0.1:1/x', ...sends }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://localhost:1/x', ...sends }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://no.such.host.invalid/x', ...sends }],
    ['SMS_WEBHOOK_URL', { NODE_ENV: 'production', SESSION_SECRET: 'x'.repeat(16) }],
    [
      'PUBLIC_ORIGIN',
      {
        NODE_ENV: 'production',
        ...sends,
        PUBLIC_ORIGIN: 'http://profile.example',
      },
    ],
    ['PROFILE_FORM', { PROFILE_FORM: '/nowhere/form.json' }],
  ];

  test.each(errorCases)('%s (%j)', async (name, variables) => {
    const { output, exit } = runProgram({ variables: { ...works, ...variables } });
    expect(await exit).toBe(1);
    expect(output.stderr).toMatch(/^[^\n]+\.\n$/);
    expect(output.stderr).toContain(name);
    // In production the log has it too.
    const isProduction = 'NODE_ENV' in variables && variables.NODE_ENV === 'production';
    const lines = output.stdout.split('\n').filter(Boolean);
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(
      isProduction ? [output.stderr.trim()] : [],
    );
  });

  test('PROFILE_FORM, with the place of the error', async () => {
    const file = writeForm({ schema: { type: 'object', properties: { dob: { type: 'number' } } } });
    const { output, exit } = runProgram({ variables: { ...works, PROFILE_FORM: file } });
    expect(await exit).toBe(1);
    expect(output.stderr).toMatch(/^PROFILE_FORM [^\n]*\/schema\/properties\/dob\/type[^\n]*\.\n$/);
  });
});

describe('the import command says in one line', () => {
  const usage = /^Usage: npm run customers -- import[^\n]+\n$/;

  test.each([
    ['that it needs a file', ['import'], usage],
    ['that there is no such command', ['copy', 'x.csv'], usage],
    ['that there is no such option', ['import', 'x.csv', '--fast'], usage],
    ['that there is no such file', ['import', 'no.csv'], /^There is no file no.csv that can be read.\n$/],
  ])('%s', async (_, words, stderr) => {
    const { output, exit } = runProgram({ program: 'customers', arguments: words, variables: works });
    expect(await exit).toBe(1);
    expect(output.stdout).toBe('');
    expect(output.stderr).toMatch(stderr);
  });

  test('that there is no database', async () => {
    const variables = { DATABASE_URL: 'postgres://127.0.0.1:1/x' };
    const words = ['import', import.meta.filename];
    const { output, exit } = runProgram({ program: 'customers', arguments: words, variables });
    expect(await exit).toBe(1);
    expect(output.stderr).toMatch(/^DATABASE_URL [^\n]+\.\n$/);
  });
});
