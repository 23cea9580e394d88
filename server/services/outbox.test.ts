import { describe, expect, onTestFinished, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import { createWebhookClient } from '../senders/webhook-client.ts';
import { createStore } from '../store/create-store.ts';
import type { OutboxStore } from '../store/outbox-store.ts';
import { MobileTakenError, type Store } from '../store/store.ts';
import type { ChangeMessage } from '../testing/change-message.ts';
import { createDatabase } from '../testing/create-database.ts';
import { createSignedIn, layla, omar } from '../testing/test-customers.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../testing/webhook-receiver.ts';
import { createOutbox, type Outbox } from './outbox.ts';

const secret = Buffer.from('a key of at least 24 bytes').toString('base64');
const minute = 60_000;

async function startReceiver(): Promise<WebhookReceiver<ChangeMessage>> {
  const receiver = await startWebhookReceiver<ChangeMessage>(secret);
  onTestFinished(receiver.close);
  return receiver;
}

interface Server {
  store: Store;
  outbox: Outbox;
  deadLetters: object[];
  /** Moves its clock, milliseconds. */
  advance(time: number): void;
}

/**
 * Returns a server that delivers what its store records. Servers on the same database have connections of their own.
 */
async function startServer(
  url: string,
  { databaseUrl, delays = [minute, minute], toStore = (store) => store }: ServerOptions = {},
): Promise<Server> {
  const feed = { isListed: false, webhookFields: ['first_name'] };
  const store = await createStore(databaseUrl ?? (await createDatabase()), () => {}, feed);
  onTestFinished(() => store.close());
  const deadLetters: object[] = [];
  let time = Date.now() + minute;
  const outbox = createOutbox({
    store: toStore(store.outbox),
    clients: new Map([['changes', createWebhookClient({ url, secret })]]),
    stopping: new AbortController().signal,
    onDeadLetter: (letter) => deadLetters.push(letter),
    onError: () => {},
    now: () => time,
    delays,
  });
  const advance = (milliseconds: number) => {
    time += milliseconds;
  };
  return { store, outbox, deadLetters, advance };
}

interface ServerOptions {
  databaseUrl?: string;
  delays?: number[];
  toStore?: (store: OutboxStore) => OutboxStore;
}

/** Adds a customer, and changes its first name to each of these. */
async function addChanges({ customers }: Store, customerId: string, names: string[]): Promise<void> {
  const mobile = `+97150${String(Number.parseInt(customerId, 36) % 10_000_000).padStart(7, '0')}`;
  await customers.put([{ customer_id: customerId, mobile, changes: {} }]);
  for (const first_name of names) await customers.update(customerId, () => ({ first_name }));
}

const getVersions = ({ requests }: WebhookReceiver<ChangeMessage>) =>
  requests.map(({ body: { data } }) => `${data.customer_id} ${data.version}`);

describe('every change of a customer is a message', () => {
  test('signed, with the paths that changed and the new values of the listed keys alone', async () => {
    const receiver = await startReceiver();
    const variables = {
      CHANGE_WEBHOOK_URL: receiver.url,
      CHANGE_WEBHOOK_SECRET: secret,
      CHANGE_WEBHOOK_FIELDS: 'first_name, email',
    };
    const { app, browser } = await createSignedIn(layla, { variables });
    const names = { first_name: 'Leila', last_name: 'Hadad' };
    await browser.postJson(apiPaths.update, names, { 'x-request-id': 'request-of-the-save' });
    // Nothing changes.
    await browser.postJson(apiPaths.update, { first_name: 'Leila' });
    await browser.postJson(apiPaths.update, { first_name: '' });
    await browser.postJson(apiPaths.language, { language: 'ar' });
    await browser.postForm(pagePaths.edit, { 'root[email]': 'leila@example.com', 'root[dob]': layla.dob });
    const { outbox, store } = app.dependencies;
    await outbox?.deliverDue();
    const own = receiver.requests.filter(({ body }) => body.data.customer_id === layla.customer_id);
    expect(own.map(({ body: { type, data } }) => ({ type, ...data })).slice(1)).toMatchObject([
      {
        type: 'customer.updated',
        version: 2,
        by: 'customer',
        changed: ['/first_name', '/last_name'],
        values: { first_name: 'Leila' },
      },
      { version: 3, changed: ['/language'], values: {} },
      { version: 4, changed: expect.arrayContaining(['/email']), values: { email: 'leila@example.com' } },
    ]);
    expect(own[1]?.headers['x-request-id']).toBe('request-of-the-save');
    // An import belongs to no request.
    expect(own[0]?.headers).not.toHaveProperty('x-request-id');
    expect(own[0]?.body.data).toMatchObject({ version: 1, by: 'import', values: { first_name: 'Layla' } });
    for (const { isVerified, headers, body } of own) {
      expect(isVerified).toBe(true);
      expect(headers['webhook-id']).toMatch(/^msg_[\w-]{36}$/);
      expect(Date.parse(body.timestamp)).toBeGreaterThan(Date.now() - minute);
    }
    expect(await store.outbox.getState()).toEqual({ waiting: 0, dead: 0, oldestAt: null });
  });

  test('unless it is not stored', async () => {
    const { store } = await startServer('http://127.0.0.1:1/');
    const toPut = [
      { ...omar, changes: {} },
      { customer_id: 'c-thief', mobile: omar.mobile, changes: {} },
    ];
    await expect(store.customers.put(toPut)).rejects.toThrow(MobileTakenError);
    expect(await store.outbox.getState()).toMatchObject({ waiting: 0 });
  });

  test('whose waiting values are forgotten when the customer is deleted, and whose order is kept', async () => {
    const receiver = await startReceiver();
    const { store, outbox } = await startServer(receiver.url);
    await addChanges(store, 'a', ['Ann']);
    expect(await store.customers.remove('a')).toBe(true);
    await outbox.deliverDue();
    expect(receiver.requests.map(({ body: { type, data } }) => [type, data.version, data.values])).toEqual([
      ['customer.updated', 1, undefined],
      ['customer.updated', 2, undefined],
      ['customer.deleted', 2, {}],
    ]);
  });
});

describe('a message that is not accepted', () => {
  test.each([
    ['an error', { status: 500 }],
    ['a refusal', { status: 401 }],
    ['a redirect', { status: 307, headers: { location: 'http://127.0.0.1:1/' } }],
  ])('with %s is tried again later, before the later ones of its customer', async (_, answer) => {
    const receiver = await startReceiver();
    const { store, outbox, advance } = await startServer(receiver.url);
    await addChanges(store, 'a', ['Ann']);
    receiver.answers = [answer];
    expect(await outbox.deliverDue()).toBe(1);
    await addChanges(store, 'b', []);
    // Only the other customer's is due.
    expect(await outbox.deliverDue()).toBe(1);
    advance(2 * minute);
    await outbox.deliverDue();
    expect(getVersions(receiver)).toEqual(['a 1', 'b 1', 'a 1', 'a 2']);
    const [first, , again] = receiver.requests;
    expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(again?.body).toEqual(first?.body);
  });

  test('waits as long as Retry-After says', async () => {
    const receiver = await startReceiver();
    const { store, outbox, advance } = await startServer(receiver.url);
    await addChanges(store, 'a', []);
    receiver.answers = [{ status: 429, headers: { 'retry-after': '600' } }];
    await outbox.deliverDue();
    advance(9 * minute);
    expect(await outbox.deliverDue()).toBe(0);
    advance(2 * minute);
    expect(await outbox.deliverDue()).toBe(1);
  });

  test('too often is a dead letter, which holds up nothing and can be tried again', async () => {
    const receiver = await startReceiver();
    const server = await startServer(receiver.url, { delays: [minute] });
    const { store, outbox, advance } = server;
    await addChanges(store, 'a', ['Ann']);
    receiver.answers = [{ status: 500 }, { status: 404 }];
    await outbox.deliverDue();
    advance(2 * minute);
    await outbox.deliverDue();
    expect(getVersions(receiver)).toEqual(['a 1', 'a 1', 'a 2']);
    expect(server.deadLetters).toEqual([{ endpoint: 'changes', tries: 2, answer: '404' }]);
    const letters = await store.outbox.listDead(10);
    expect(letters).toMatchObject([{ customerId: 'a', tries: 2, lastAnswer: '404' }]);
    expect(await store.outbox.retry([0], Date.now())).toBe(0);
    expect(await store.outbox.retry([letters[0]?.messageId ?? 0], Date.now())).toBe(1);
    await outbox.deliverDue();
    expect(getVersions(receiver).at(-1)).toBe('a 1');
    expect(await store.outbox.getState()).toMatchObject({ waiting: 0, dead: 0 });
  });

  test('is due at once when the operator asks for that, and is removed when it is too old', async () => {
    const receiver = await startReceiver();
    const { store, outbox } = await startServer(receiver.url);
    await addChanges(store, 'a', []);
    receiver.answers = [{ status: 503 }, { status: 503 }];
    await outbox.deliverDue();
    expect(await store.outbox.retry(null, Date.now())).toBe(1);
    expect(await outbox.deliverDue()).toBe(1);
    await store.outbox.removeOlder(Date.now() + 1);
    expect(await store.outbox.getState()).toMatchObject({ waiting: 0, dead: 0 });
  });
});

describe('two servers on one database', () => {
  test('deliver each message once, in the order of each customer, one at a time', async () => {
    const receiver = await startReceiver();
    const databaseUrl = await createDatabase();
    const servers = [
      await startServer(receiver.url, { databaseUrl }),
      await startServer(receiver.url, { databaseUrl }),
    ] as const;
    const ids = Array.from({ length: 12 }, (_, index) => `customer${index}`);
    for (const id of ids) await addChanges(servers[0].store, id, ['Ann', 'Bea', 'Cleo']);
    const current = new Set<string>();
    receiver.beforeAnswer = async ({ body: { data } }) => {
      expect(current.has(data.customer_id)).toBe(false);
      current.add(data.customer_id);
      await new Promise((resolve) => setImmediate(resolve));
      current.delete(data.customer_id);
    };
    await Promise.all(servers.map(({ outbox }) => outbox.deliverDue()));
    // A server that found no message has stopped looking, while the other one delivered the rest.
    await servers[0].outbox.deliverDue();
    for (const id of ids) {
      const own = getVersions(receiver).filter((text) => text.startsWith(`${id} `));
      expect(own).toEqual([1, 2, 3, 4].map((version) => `${id} ${version}`));
    }
  });

  test('deliver a message again when one crashed before it could note the success', async () => {
    const receiver = await startReceiver();
    const databaseUrl = await createDatabase();
    const crash = () => Promise.reject(new Error('crashed'));
    const toStore = (store: OutboxStore) => ({ ...store, remove: crash });
    const crashed = await startServer(receiver.url, { databaseUrl, toStore });
    const other = await startServer(receiver.url, { databaseUrl });
    await addChanges(crashed.store, 'a', ['Ann']);
    await expect(crashed.outbox.deliverDue()).rejects.toThrow('crashed');
    expect(await other.outbox.deliverDue()).toBe(0);
    other.advance(3 * minute);
    await other.outbox.deliverDue();
    expect(getVersions(receiver)).toEqual(['a 1', 'a 1', 'a 2']);
    const [first, again] = receiver.requests;
    expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  });

  test('respect the lease that the other one got while one was suspended', async () => {
    const receiver = await startReceiver();
    const databaseUrl = await createDatabase();
    let isFirst = true;
    const toStore = (store: OutboxStore): OutboxStore => ({
      ...store,
      async lease(...args) {
        const messages = await store.lease(...args);
        if (messages.length > 0 && isFirst) suspended.advance(3 * minute);
        isFirst = false;
        return messages;
      },
    });
    const suspended = await startServer(receiver.url, { databaseUrl, toStore });
    await addChanges(suspended.store, 'a', []);
    const [message] = await suspended.store.outbox.lease(['changes'], {
      now: Date.now(),
      until: Date.now() + minute,
      most: 1,
    });
    if (!message) throw new Error('No message is due');
    // The lease is over when the other server leases it.
    const other = await startServer(receiver.url, { databaseUrl });
    other.advance(3 * minute);
    receiver.answers = [{ status: 500 }];
    await other.outbox.deliverDue();
    await suspended.store.outbox.remove(message);
    expect(await suspended.store.outbox.getState()).toMatchObject({ waiting: 1 });
    // It leases the message, and is suspended before it sends it: then it must lease it again.
    suspended.advance(10 * minute);
    expect(await suspended.outbox.deliverDue()).toBe(2);
    expect(receiver.requests).toHaveLength(2);
  });
});
