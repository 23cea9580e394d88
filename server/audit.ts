import { parseArgs } from 'node:util';
import { parseDuration } from './domain/duration.ts';
import { parseMobile } from './domain/mobile.ts';
import { readCommandEnv, readCommandSecrets } from './env.ts';
import { printLines } from './print-lines.ts';
import { recordCommand } from './record-command.ts';
import { hashForAudit } from './services/audit.ts';
import { explainStart } from './start-error.ts';
import { type AuditFilter, type AuditStore, toAuditJson } from './store/audit-store.ts';
import { createStore } from './store/create-store.ts';

const usage = 'Usage: npm run audit -- --since 7d|2026-01-31 [--customer ID] [--mobile NUMBER]';

/** Entries that are read at once. */
const pageSize = 1000;

async function main(words: string[]): Promise<void> {
  const options = readOptions(words);
  if (!options) return fail(usage);
  const env = readCommandEnv();
  const mobile = options.mobile === undefined ? undefined : parseMobile(options.mobile, env.defaultCountry);
  if (mobile === null) return fail('--mobile is no phone number.');
  const filter = {
    since: options.since,
    customerId: options.customer,
    mobileHashes:
      mobile === undefined ? undefined : hashForAudit(readCommandSecrets(env.databaseUrl), 'mobile', mobile),
  };
  const store = await createStore(env.databaseUrl, () => {});
  try {
    const { customer = null } = options;
    const details = { since: new Date(options.since).toISOString(), by_mobile: mobile !== undefined };
    // Written first: whoever stops the output half way has read the log too.
    await recordCommand(store, env, { action: 'audit-read', details, customerIds: [customer] });
    await printLines(readEntries(store.audit, filter));
  } finally {
    await store.close();
  }
}

async function* readEntries(audit: AuditStore, filter: AuditFilter) {
  for (let after = 0; ; ) {
    const entries = await audit.list(filter, after, pageSize);
    yield* entries.map(toAuditJson);
    after = entries.at(-1)?.entryId ?? after;
    if (entries.length < pageSize) return;
  }
}

interface Options {
  /** Milliseconds since 1970. */
  since: number;
  customer?: string | undefined;
  mobile?: string | undefined;
}

/** Reads the arguments; null for others than the usage names. */
function readOptions(words: string[]): Options | null {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: words, options: { since: text, customer: text, mobile: text } });
    const since = readTime(values.since ?? '');
    return since === null ? null : { ...values, since };
  } catch {
    return null;
  }
}

/** Returns a time as a duration before now, or as a date; null for any other text. */
function readTime(text: string): number | null {
  const duration = parseDuration(text);
  if (duration !== null) return Date.now() - duration;
  const time = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => fail(explainStart(error)));
