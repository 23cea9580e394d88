import SqliteDatabase from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely';
import pg from 'pg';
import { fieldPart, filePart, filesPath } from 'schema-form/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import { getDatabaseFile } from '../database-url.ts';
import type { AuditEntry, StoredAuditEntry } from '../store/audit-store.ts';
import { isPostgres } from '../testing/create-database.ts';
import type { TestApp } from '../testing/create-test-app.ts';
import { requestCode, signIn, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, createSignedIn, layla, omar } from '../testing/test-customers.ts';
import { startWebhookReceiver } from '../testing/webhook-receiver.ts';
import { writeForm } from '../testing/write-form.ts';
import { createAudit, hashForAudit } from './audit.ts';

const secret = 'a secret for tests alone';

async function readAudit({ dependencies }: TestApp): Promise<StoredAuditEntry[]> {
  await dependencies.audit.settle();
  return dependencies.store.audit.list({ since: 0 }, 0, 1000);
}

describe('the audit log', () => {
  test('has what a customer did, and no value, number or address', async () => {
    const schema = {
      type: 'object',
      properties: {
        first_name: { type: 'string' },
        photo: { type: 'string' },
        relatives: { type: 'object', additionalProperties: { type: 'string' } },
      },
    };
    const ui_schema = { photo: { 'ui:widget': 'upload' } };
    const variables = { PROFILE_FORM: writeForm({ schema, ui_schema }) };
    const { app, browser } = await createSignedIn(layla, { variables });
    await browser.postJson(apiPaths.update, { first_name: 'Leila', relatives: { 'Uncle Sami': 'yes' } });
    await browser.postJson(apiPaths.update, { first_name: 'Leila', relatives: { 'Uncle Sami': 'no' } });
    await browser.postJson(apiPaths.update, { first_name: 'Leila' });
    await browser.postForm(pagePaths.language, { language: 'ar', next: '/' });
    const form = new FormData();
    form.set(filePart, new File(['hello'], 'secret-name.txt', { type: 'text/plain' }));
    form.set(fieldPart, 'root[photo]');
    const uploaded = await browser.postForm(filesPath, form);
    const { file_url } = (await uploaded.json()) as { file_url: string };
    expect((await browser.get(file_url)).status).toBe(200);
    await browser.postForm(pagePaths.signOut, {}, { 'x-request-id': 'request-1' });
    const entries = await readAudit(app);
    const describeEntries = (isSave: boolean) =>
      entries
        .filter(({ action }) => (action === 'save') === isSave)
        .map(({ actor, action, details }) => [actor, action, details]);
    expect(describeEntries(true)).toEqual([
      ['customer', 'save', { changed: ['/first_name', '/relatives'] }],
      ['customer', 'save', { changed: ['/relatives/*'] }],
      ['customer', 'save', { changed: ['/language'] }],
    ]);
    // Entries that are not stored with a save are written a moment later.
    expect(describeEntries(false)).toEqual([
      ['customer', 'sign-in', {}],
      ['customer', 'file-upload', { file_id: expect.any(String) }],
      ['customer', 'file-open', { file_id: expect.any(String) }],
      ['customer', 'sign-out', {}],
    ]);
    expect(entries.at(-1)?.requestId).toBe('request-1');
    for (const { customerId, addressHash } of entries) {
      expect(customerId).toBe(layla.customer_id);
      expect(addressHash).toBe(hashForAudit([secret], 'address', '192.0.2.1')[0]);
    }
    const signedIn = entries.find(({ action }) => action === 'sign-in');
    expect(signedIn?.mobileHash).toBe(hashForAudit([secret], 'mobile', layla.mobile)[0]);
    const text = JSON.stringify(entries);
    for (const value of ['Leila', 'Sami', 'secret-name', layla.mobile, '192.0.2.1']) {
      expect(text).not.toContain(value);
    }
  });

  test('has wrong codes and lockouts, which nobody can fill it with', async () => {
    const app = await createAppWithCustomers({});
    const browser = new TestBrowser(app);
    const code = await requestCode(app, browser, omar.mobile);
    const wrong = code === '000000' ? '111111' : '000000';
    for (let tries = 0; tries < 40; tries += 1) {
      await browser.postJson(apiPaths.verify, { mobile: omar.mobile, code: wrong });
    }
    const entries = await readAudit(app);
    const count = (action: string) => entries.filter((entry) => entry.action === action).length;
    expect([count('code-failed'), count('locked-out')]).toEqual([10, 20]);
    expect(entries[0]).toMatchObject({
      actor: 'visitor',
      customerId: null,
      mobileHash: hashForAudit([secret], 'mobile', omar.mobile)[0],
      details: { tries_left: 4 },
    });
    // Asking again too soon is no lockout.
    await requestCode(app, browser, layla.mobile);
    await requestCode(app, browser, layla.mobile);
    expect(await readAudit(app)).toHaveLength(30);
  });

  test('is sent to the webhook, entry by entry, those of a customer in their order', async () => {
    const receiver = await startWebhookReceiver<{ type: string; data: { entry_id: number } }>();
    onTestFinished(receiver.close);
    const app = await createAppWithCustomers({ variables: { AUDIT_WEBHOOK_URL: receiver.url } });
    const browser = await signIn(app, layla.mobile);
    await browser.postJson(apiPaths.logout, { everywhere: true });
    await app.dependencies.audit.settle();
    await app.dependencies.outbox?.deliverDue();
    expect(receiver.requests.map(({ body }) => body)).toMatchObject(
      ['sign-in', 'sign-out-everywhere'].map((action) => ({
        type: 'audit.entry',
        data: { action, actor: 'customer', customer_id: layla.customer_id, details: {} },
      })),
    );
    const ids = receiver.requests.map(({ body }) => body.data.entry_id);
    expect(ids).toEqual((await readAudit(app)).map(({ entryId }) => entryId));
  });

  test('refuses to change or delete an entry, and loses what is too old', async () => {
    const { app } = await createSignedIn(layla, {});
    expect(await readAudit(app)).toHaveLength(1);
    const dialect = isPostgres()
      ? new PostgresDialect({ pool: new pg.Pool({ connectionString: app.databaseUrl }) })
      : new SqliteDialect({ database: new SqliteDatabase(getDatabaseFile(app.databaseUrl) ?? '') });
    const db = new Kysely<{ audit_entries: { action: string } }>({ dialect });
    onTestFinished(() => db.destroy());
    const update = db.updateTable('audit_entries').set({ action: 'nothing' }).execute();
    await expect(update).rejects.toThrow('audit_entries is append-only');
    const { audit } = app.dependencies.store;
    const remove = () => db.deleteFrom('audit_entries').execute();
    await expect(remove()).rejects.toThrow('audit_entries is append-only');
    if (isPostgres()) {
      await expect(sql`truncate audit_entries`.execute(db)).rejects.toThrow('audit_entries is append-only');
    }
    const [entry] = await readAudit(app);
    await audit.removeOlder(entry?.at ?? 0);
    expect(await readAudit(app)).toHaveLength(1);
    // Only the removal of old entries may delete them.
    await audit.append([{ ...(entry as AuditEntry), at: 1 }], false);
    await audit.removeOlder(2);
    await expect(remove()).rejects.toThrow('audit_entries is append-only');
    expect(await readAudit(app)).toHaveLength(1);
    await audit.removeOlder(Date.now() + 1);
    expect(await readAudit(app)).toEqual([]);
  });
});

describe('an entry that can’t be written', () => {
  const event = { action: 'sign-out', actor: 'customer' } as const;

  test('is written later, with those that came meanwhile', async () => {
    const written: AuditEntry[] = [];
    const errors: object[] = [];
    let isBroken = true;
    const audit = createAudit({
      store: {
        append(entries) {
          if (isBroken) {
            isBroken = false;
            void audit.record({ ...event, customerId: 'second' });
            return Promise.reject(new Error('locked'));
          }
          written.push(...entries);
          return Promise.resolve();
        },
      },
      secrets: [secret],
      isShipped: false,
      stopping: new AbortController().signal,
      onError: (_, counts) => errors.push(counts),
      pause: 1,
    });
    await audit.record({ ...event, customerId: 'first' });
    expect(written.map(({ customerId }) => customerId)).toEqual(['first', 'second']);
    expect(errors).toEqual([{ waiting: 2, lost: 0 }]);
  });

  test('is reported as lost when the program stops', async () => {
    const errors: object[] = [];
    const stopping = new AbortController();
    const audit = createAudit({
      store: { append: () => Promise.reject(new Error('locked')) },
      secrets: [secret],
      isShipped: false,
      stopping: stopping.signal,
      onError: (_, counts) => errors.push(counts),
      pause: 60_000,
    });
    const recorded = audit.record(event);
    await expect.poll(() => errors).toEqual([{ waiting: 1, lost: 0 }]);
    stopping.abort();
    await recorded;
    expect(errors.at(-1)).toEqual({ waiting: 0, lost: 1 });
  });
});
