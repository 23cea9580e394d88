import axe from 'axe-core';
import type { AxeViolation } from './frame-messages.ts';

/** Elements of one rule that are named. */
const mostTargets = 20;

/** Runs axe on this document. */
export async function runAxe(): Promise<AxeViolation[]> {
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  return violations.map(({ id, impact, help, nodes }) => ({
    rule: id,
    impact: impact ?? '',
    help,
    targets: nodes.slice(0, mostTargets).map(({ target }) => target.join(' ')),
  }));
}
