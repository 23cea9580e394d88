import type { Problem } from '../command-error.ts';
import type { Row } from './decide-row.ts';
import type { IdentifiedRecord } from './identify-records.ts';

/** How many customers one transaction writes, unless they exchange their numbers. */
const batchSize = 200;

/** Finds rows of a file that are about the same customer, and rows that exchange their numbers. */
export interface IdentityCheck {
  /** Adds a row that has this index among those to write; returns what is wrong with its identity, or null. */
  add(record: IdentifiedRecord, row: Row, index: number): string | null;
  /** Returns the rows that claim the number of a customer who keeps it. */
  findTaken(): Problem[];
  /** Returns the indexes of so many rows in batches; rows that exchange numbers share one. */
  group(count: number): number[][];
}

/** Creates the check of one file. */
export function createIdentityCheck(): IdentityCheck {
  const lineOfMobile = new Map<string, number>();
  const lineOfCustomer = new Map<string, number>();
  /** The rows that give up their customer's number, by that customer. */
  const leaving = new Map<string, number>();
  /** The rows that claim the number of another customer. */
  const claims: { line: number; index: number; ownerId: string }[] = [];

  return {
    add({ customer_id, mobile, before, owner, line }, row, index) {
      const lineOfSameMobile = lineOfMobile.get(mobile);
      if (lineOfSameMobile !== undefined) return `the mobile of line ${lineOfSameMobile} again`;
      lineOfMobile.set(mobile, line);
      const lineOfSame = lineOfCustomer.get(row.customer_id);
      if (lineOfSame !== undefined) {
        return `the ${customer_id === null ? 'customer' : 'customer_id'} of line ${lineOfSame} again`;
      }
      lineOfCustomer.set(row.customer_id, line);
      if (before && before.mobile !== mobile) leaving.set(before.customer_id, index);
      if (owner && owner !== before) claims.push({ line, index, ownerId: owner.customer_id });
      return null;
    },
    findTaken: () =>
      claims
        .filter(({ ownerId }) => !leaving.has(ownerId))
        .map(({ line }) => ({ line, text: 'the mobile belongs to a customer with another customer_id' })),
    group(count) {
      const exchanges = joinPairs(claims.map(({ index, ownerId }) => [index, leaving.get(ownerId) ?? index]));
      const exchanged = new Set(exchanges.flat());
      const batches = exchanges;
      let open: number[] = [];
      for (let index = 0; index < count; index += 1) {
        if (exchanged.has(index)) continue;
        open.push(index);
        if (open.length < batchSize) continue;
        batches.push(open);
        open = [];
      }
      return open.length > 0 ? [...batches, open] : batches;
    },
  };
}

/** Returns the groups of numbers that pairs connect, directly or over other numbers. */
function joinPairs(pairs: readonly (readonly [number, number])[]): number[][] {
  const groups = new Map<number, Set<number>>();
  const getGroup = (member: number) => {
    const group = groups.get(member) ?? new Set([member]);
    groups.set(member, group);
    return group;
  };
  for (const [a, b] of pairs) {
    const [one, other] = [getGroup(a), getGroup(b)];
    if (one === other) continue;
    const [small, large] = one.size < other.size ? [one, other] : [other, one];
    // A member moves to a group of at least twice the size, so all moves together take n log n.
    for (const member of small) {
      large.add(member);
      groups.set(member, large);
    }
  }
  return [...new Set(groups.values())].map((group) => [...group]);
}
