import { setTimeout as wait } from 'node:timers/promises';
import { apiPaths } from '../../shared/customer-api.ts';
import { customerField } from '../../shared/customer-field.ts';
import { pagePaths, versionField } from '../../shared/page.ts';
import type { SmsGateway } from '../testing/sms-gateway.ts';

/**
 * A signed-in customer who saves again and again. Save number 7 writes "Name 7", "Family 7" and "Street 7", so that a half save
 * is seen.
 */
export interface SavingCustomer {
  id: string;
  mobile: string;
  /** The `Cookie` of the session. */
  cookie: string;
  /** What was stored at the last acknowledged save or check. */
  stored: { serial: number; version: number };
  /** The saves since then of which nobody knows whether they are stored: their answer was lost, or an error. */
  unknown: number[];
  /** The key to undo the last save; null unless the form of the page was saved last. */
  undo: string | null;
  /** The number of the last save that was sent. */
  serial: number;
}

export interface SaveLoad {
  /** How many saves were acknowledged. */
  acknowledged: number;
  /** How many answers of each kind there were, and how many requests without any. */
  answers: Record<string, number>;
  /** Milliseconds that the slowest answer took. */
  slowest: number;
  /** What must not have happened. */
  violations: string[];
  /** Stops saving, and resolves when no request is under way. */
  pause(): Promise<void>;
  resume(): void;
}

/** Adds what the test customers have in common. */
export function createSavingCustomers(count: number): SavingCustomer[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `c-${index}`,
    mobile: `+97150${String(1_000_000 + index)}`,
    cookie: '',
    stored: { serial: 0, version: 1 },
    unknown: [],
    undo: null,
    serial: 0,
  }));
}

/** Returns what the database has of a customer before the first save. */
export function toPut({ id, mobile }: SavingCustomer) {
  const changes = { first_name: 'Name 0', last_name: 'Family 0', address: 'Street 0' };
  return { customer_id: id, mobile, changes };
}

function post(url: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  const isForm = body instanceof URLSearchParams;
  return fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin: new URL(url).origin,
      ...(!isForm && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: isForm ? body : JSON.stringify(body),
  });
}

/** Signs every customer in, each from an address of their own. */
export async function signInAll(
  address: string,
  customers: readonly SavingCustomer[],
  gateway: SmsGateway,
): Promise<void> {
  const signIn = async (customer: SavingCustomer, index: number) => {
    const { mobile } = customer;
    const headers = { 'x-forwarded-for': `198.51.100.${index + 1}` };
    await post(address + apiPaths.login, { mobile }, headers);
    const find = () => gateway.requests.find(({ body }) => body.to === mobile)?.body.code;
    while (find() === undefined) await wait(10);
    const response = await post(address + apiPaths.verify, { mobile, code: find() }, headers);
    if (response.status !== 200) throw new Error(`Signing in gave ${response.status}`);
    customer.cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
  };
  await Promise.all(customers.map(signIn));
}

/** Reads the profile with each session, and returns those that are not valid. */
export async function findLostSessions(address: string, customers: readonly SavingCustomer[]) {
  const lost = await Promise.all(
    customers.map(async ({ id, cookie }) => {
      const response = await fetch(address + apiPaths.customer, { headers: { cookie } });
      const { customer_id } = (await response.json()) as { customer_id?: string };
      return response.status === 200 && customer_id === id ? [] : [`session of ${id}: ${response.status}`];
    }),
  );
  return lost.flat();
}

/** Lets customers save, each one request at a time, at the address that is theirs at that moment. */
export function startSaveLoad(
  customers: readonly SavingCustomer[],
  getAddress: (customer: SavingCustomer) => string,
): SaveLoad {
  let isPaused = true;
  let loops: Promise<void>[] = [];
  const load: SaveLoad = {
    acknowledged: 0,
    answers: {},
    slowest: 0,
    violations: [],
    async pause() {
      isPaused = true;
      await Promise.all(loops);
    },
    resume() {
      isPaused = false;
      loops = customers.map(run);
    },
  };

  const run = async (customer: SavingCustomer) => {
    while (!isPaused) {
      const isKnown = await saveOnce(customer, getAddress(customer), load);
      if (!isKnown) await wait(5);
    }
  };
  return load;
}

/** Sends one save, and returns whether it is known to be stored. */
async function saveOnce(customer: SavingCustomer, address: string, load: SaveLoad): Promise<boolean> {
  customer.serial += 1;
  const { serial, id, cookie, stored, unknown } = customer;
  const values = { first_name: `Name ${serial}`, last_name: `Family ${serial}`, address: `Street ${serial}` };
  // The form names the version that it was filled in from, so it must be known.
  const isForm = unknown.length === 0 && serial % 3 === 0;
  const fields = Object.entries(values).map(([key, value]) => [`root[${key}]`, value]);
  const about = [
    [versionField, String(stored.version)],
    [customerField, id],
  ];
  const count = (answer: string) => {
    load.answers[answer] = (load.answers[answer] ?? 0) + 1;
  };
  unknown.push(serial);
  const begin = performance.now();
  try {
    const response = isForm
      ? await post(address + pagePaths.edit, new URLSearchParams([...fields, ...about] as string[][]), {
          cookie,
        })
      : await post(address + apiPaths.update, values, { cookie });
    await response.text();
    load.slowest = Math.max(load.slowest, performance.now() - begin);
    count(String(response.status));
    if (response.status !== (isForm ? 303 : 200)) {
      const isBusy = response.status === 503 && response.headers.has('retry-after');
      if (!isBusy) load.violations.push(`a save of ${id} was answered with ${response.status}`);
      return false;
    }
    const version = isForm
      ? stored.version + 1
      : Number(response.headers.get('etag')?.replaceAll('"', '') ?? Number.NaN);
    // Each save since the last known one made one version, or none.
    if (!(version > stored.version && version <= stored.version + unknown.length)) {
      load.violations.push(`version ${version} of ${id} does not follow ${stored.version}`);
    }
    customer.stored = { serial, version };
    customer.undo = isForm ? readUndo(response) : null;
    customer.unknown = [];
    load.acknowledged += 1;
    return true;
  } catch {
    count('none');
    return false;
  }
}

function readUndo(response: Response): string | null {
  const line = response.headers.getSetCookie().find((text) => /^(__Host-)?undo=/.test(text)) ?? '';
  return /=([^;]+)/.exec(line)?.[1] ?? null;
}
