import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readCsrf } from '../../server/backend/backend-env.ts';
import type { ReadForm } from '../../server/backend/backend-profiles.ts';
import { readForm } from '../../server/backend/dialects.ts';
import { loadFormAdapter } from '../../server/backend/load-form-adapter.ts';
import { readRules } from './read-rules.ts';
import { describeResult, toJUnit } from './report.ts';
import { createTestedBackend } from './rule.ts';
import { runRules } from './run-rules.ts';
import { logoutRule, saveRules } from './save-rules.ts';
import { createTarget } from './target.ts';

const usage =
  'Usage: npm run conformance -- URL --cookie NAME=VALUE [--cookie …] [--token ACCESS_TOKEN] [--csrf COOKIE:HEADER] ' +
  '[--form-adapter FILE] [--junit FILE] [--logout]';

/** Tests a backend with these arguments. Returns the exit status: 0, 1 if a required rule fails, 2 for wrong arguments. */
export async function testConformance(args: string[], print: (line: string) => void): Promise<0 | 1 | 2> {
  const options = readArguments(args);
  if (!options) {
    print(usage);
    return 2;
  }
  const { url, cookie, token, csrf, junit, logout, adapter } = options;
  const target = createTarget(url, { cookies: cookie, csrf, accessToken: token });
  const readOwn: ReadForm = (answer, { customer }) => readForm(answer, customer);
  const backend = createTestedBackend(target, adapter ? await loadFormAdapter(adapter) : readOwn);
  const rules = [...readRules, ...saveRules, ...(logout ? [logoutRule] : [])];
  const results = await runRules(rules, backend, target, (result) => print(describeResult(result)));
  if (junit !== undefined) writeFileSync(junit, toJUnit(results));
  const count = (level: string, outcome: string) =>
    results.filter((result) => result.rule.level === level && result.outcome === outcome).length;
  const describe = (level: string) =>
    `${level}: ${count(level, 'ok')} ok, ${count(level, 'failed')} failed, ${count(level, 'skipped')} skipped`;
  print(`\n${describe('required')}\n${describe('recommended')}\n${describe('optional')}`);
  return count('required', 'failed') > 0 ? 1 : 0;
}

function readArguments(args: string[]) {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        cookie: { type: 'string', multiple: true, default: [] },
        csrf: { type: 'string', multiple: true },
        'form-adapter': { type: 'string' },
        junit: { type: 'string' },
        token: { type: 'string' },
        logout: { type: 'boolean', default: false },
      },
    });
    const [url = '', ...others] = positionals;
    const isUrl = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
    const areCookies = values.cookie.every((pair) => /^[^=;\s]+=[^;\s]*$/.test(pair));
    const hasSession = values.cookie.length > 0 || values.token !== undefined;
    if (!isUrl || others.length > 0 || !areCookies || !hasSession) return null;
    const names = values.cookie.map((pair) => pair.split('=', 1)[0] ?? '');
    const csrf = readCsrf(values.csrf?.join() ?? null, names);
    return { ...values, csrf, url: url.replace(/\/+$/, ''), adapter: values['form-adapter'] };
  } catch {
    return null;
  }
}
