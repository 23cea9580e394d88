import type { Problem } from '../command-error.ts';
import type { Row } from './decide-row.ts';
import type { IdentifiedRecord } from './identify-records.ts';

/** How many customers one transaction writes, unless they exchange their numbers. */
const batchSize = 200;

/** Finds rows of a file that are about the same customer, and rows that exchange their numbers. */
export interface IdentityCheck {
  /** Returns whether an earlier row, refused or not, is about the same customer: what is wrong then, or null. */
  findClash(record: IdentifiedRecord, row: Row): string | null;
  /** Adds a row to write, which has this index among those. */
  add(record: IdentifiedRecord, index: number): void;
  /** Removes and returns the rows that claim the number of a customer who keeps it. */
  removeTaken(): TakenRow[];
  /** Returns the indexes of so many rows in batches, without the removed ones; rows that exchange numbers share one. */
  group(count: number): number[][];
}

interface TakenRow extends Problem {
  index: number;
}

/** Creates the check of one file. */
export function createIdentityCheck(): IdentityCheck {
  const lineOfMobile = new Map<string, number>();
  const lineOfCustomer = new Map<string, number>();
  /** The rows that give up their customer's number, by that customer. */
  const leaving = new Map<string, number>();
  /** The rows that claim the number of another customer, by that customer. */
  const claims = new Map<string, { line: number; index: number; leftId: string | null }>();
  const removed = new Set<number>();

  return {
    findClash({ customer_id, mobile, line }, row) {
      const lineOfSameMobile = lineOfMobile.get(mobile);
      if (lineOfSameMobile !== undefined) return `the mobile of line ${lineOfSameMobile} again`;
      lineOfMobile.set(mobile, line);
      const lineOfSame = lineOfCustomer.get(row.customer_id);
      if (lineOfSame !== undefined) {
        return `the ${customer_id === null ? 'customer' : 'customer_id'} of line ${lineOfSame} again`;
      }
      lineOfCustomer.set(row.customer_id, line);
      return null;
    },
    add({ mobile, before, owner, line }, index) {
      const leftId = before && before.mobile !== mobile ? before.customer_id : null;
      if (leftId !== null) leaving.set(leftId, index);
      if (owner && owner !== before) claims.set(owner.customer_id, { line, index, leftId });
    },
    removeTaken() {
      const taken: TakenRow[] = [];
      for (const first of [...claims.keys()]) {
        // A removed row keeps its customer's number, which another row may claim.
        for (let ownerId: string | null = first; ownerId !== null && !leaving.has(ownerId); ) {
          const claim = claims.get(ownerId);
          if (!claim) break;
          const { line, index, leftId } = claim;
          const own = lineOfCustomer.get(ownerId);
          const text =
            own === undefined
              ? 'the mobile belongs to a customer with another customer_id'
              : `the mobile belongs to the customer of line ${own}, which is refused`;
          taken.push({ line, index, text });
          removed.add(index);
          claims.delete(ownerId);
          if (leftId !== null) leaving.delete(leftId);
          ownerId = leftId;
        }
      }
      return taken;
    },
    group(count) {
      const pairs = [...claims].map(
        ([ownerId, { index }]) => [index, leaving.get(ownerId) ?? index] as const,
      );
      const exchanges = joinPairs(pairs);
      const exchanged = new Set([...exchanges.flat(), ...removed]);
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
