import { createKeptUndos } from '../services/kept-undos.ts';
import { openToRead } from '../store/database.ts';
import { createUndoStore } from '../store/undo-store.ts';
import type { ChangeMessage } from '../testing/change-message.ts';
import type { SavingCustomer } from './save-load.ts';

/**
 * Compares what is stored with what was acknowledged, and the tables with each other: the values of a save, its version, its
 * change, its message, its entry in the audit log and its undo. `getReceived` returns the messages that were delivered. Returns what
 * is wrong, and notes in the customers what is stored.
 */
export async function findInconsistencies(
  databaseUrl: string,
  customers: readonly SavingCustomer[],
  getReceived: () => readonly ChangeMessage[],
): Promise<string[]> {
  const db = openToRead(databaseUrl, () => {});
  try {
    const rows = await db.selectFrom('customers').selectAll().execute();
    const waiting = await db.selectFrom('outbox').select('body').where('endpoint', '=', 'changes').execute();
    const changes = await db.selectFrom('changes').select(['customer_id', 'version']).execute();
    const saves = await db
      .selectFrom('audit_entries')
      .select(({ fn }) => ['customer_id', fn.countAll<number>().as('count')])
      .where('action', '=', 'save')
      .groupBy('customer_id')
      .execute();
    // A message that is delivered meanwhile is removed after that, so it is in one of the lists.
    const messages = [...waiting.map(({ body }) => JSON.parse(body) as ChangeMessage), ...getReceived()];
    const keptUndos = createKeptUndos(createUndoStore(db));

    const wrong: string[] = [];
    for (const customer of customers) {
      const { id, stored, unknown, undo } = customer;
      const row = rows.find(({ customer_id }) => customer_id === id);
      const serials = [row?.first_name, row?.last_name, row?.address].map((text) =>
        Number(text?.split(' ')[1]),
      );
      const [serial = Number.NaN] = serials;
      const version = row?.version ?? 0;
      const say = (what: string) => wrong.push(`${id} at version ${version}: ${what}`);
      if (!serials.every((value) => value === serial)) say(`half a save: ${serials.join(', ')}`);
      if (![stored.serial, ...unknown].includes(serial)) {
        say(`save ${serial} is stored, but ${stored.serial} was acknowledged`);
      }
      if (version < stored.version || version > stored.version + unknown.length) {
        say(`version ${stored.version} was acknowledged`);
      }
      const expected = Array.from({ length: version - 1 }, (_, index) => index + 2);
      const recorded = changes
        .filter(({ customer_id }) => customer_id === id)
        .map((change) => change.version)
        .sort((a, b) => a - b);
      if (recorded.join() !== expected.join()) say(`${recorded.length} changes are recorded`);
      const own = messages.map(({ data }) => data).filter(({ customer_id }) => customer_id === id);
      const sent = new Set(own.map((data) => data.version));
      if (sent.size !== expected.length || !expected.every((value) => sent.has(value))) {
        say(`${sent.size} versions have messages`);
      }
      const last = own.find((data) => data.version === version);
      if (last && last.values?.first_name !== row?.first_name) say('its message has other values');
      const audited = Number(saves.find(({ customer_id }) => customer_id === id)?.count ?? 0);
      if (audited !== expected.length) say(`${audited} saves are in the audit log`);
      if (undo !== null && version === stored.version) {
        const kept = await keptUndos.find(id, undo);
        if (kept?.version !== String(version)) say(`its undo is of version ${kept?.version}`);
      }
      Object.assign(customer, { stored: { serial, version }, unknown: [], undo: null });
    }
    return wrong;
  } finally {
    await db.destroy();
  }
}
