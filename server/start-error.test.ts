import { describe, expect, test } from 'vitest';
import { runProgram } from './testing/run-program.ts';
import { writeForm } from './testing/write-form.ts';

/** Variables with which the program starts. */
const works = { PORT: '0', DATABASE_URL: 'file::memory:' };

describe('a wrong value stops the start with one sentence that names the variable', () => {
  const faults: [name: string, variables: Record<string, string | undefined>][] = [
    ['PORT', { PORT: 'http' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/x' }],
    ['DATABASE_URL', { DATABASE_URL: 'file:/dev/null/customer.db' }],
    ['DATABASE_URL', { DATABASE_URL: 'file:/dev/null/customer.db', SESSION_SECRET: 'x'.repeat(16) }],
    ['DATABASE_URL', { DATABASE_URL: 'file:/', SESSION_SECRET: 'x'.repeat(16) }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://127.0.0.1:1/x', SESSION_SECRET: 'x'.repeat(16) }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://localhost:1/x', SESSION_SECRET: 'x'.repeat(16) }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://no.such.host.invalid/x', SESSION_SECRET: 'x'.repeat(16) }],
    ['SESSION_SECRET', { SESSION_SECRET: 'short' }],
    [
      'SESSION_SECRET',
      { NODE_ENV: 'production', SESSION_SECRET: undefined, SMS_WEBHOOK_URL: 'https://x.example' },
    ],
    ['SMS_WEBHOOK_URL', { NODE_ENV: 'production', SESSION_SECRET: 'x'.repeat(16) }],
    ['PROFILE_FORM', { PROFILE_FORM: '/nowhere/form.json' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ];

  test.each(faults)('%s (%j)', async (name, variables) => {
    const { output, exit } = runProgram({ variables: { ...works, ...variables } });
    expect(await exit).toBe(1);
    expect(output.stdout).toBe('');
    expect(output.stderr).toMatch(/^[^\n]+\.\n$/);
    expect(output.stderr).toContain(name);
  });

  test('PROFILE_FORM, with the place of the fault', async () => {
    const file = writeForm({ schema: { type: 'object', properties: { dob: { type: 'number' } } } });
    const { output, exit } = runProgram({ variables: { ...works, PROFILE_FORM: file } });
    expect(await exit).toBe(1);
    expect(output.stderr).toMatch(/^PROFILE_FORM [^\n]*\/schema\/properties\/dob\/type[^\n]*\.\n$/);
  });
});
