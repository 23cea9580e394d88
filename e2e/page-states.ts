import type { Page } from '@playwright/test';
import type { TestCustomer } from './app-server.ts';
import { type PageStep, pageSteps } from './page-steps.ts';

/** A page in one of its states. */
export interface NamedPageState extends Pick<PageStep, 'name' | 'logs'> {
  /** Leads a page to this state. */
  open(page: Page, visitor: TestCustomer): Promise<void>;
}

/** All states; each can be opened on its own. */
export const pageStates: readonly NamedPageState[] = pageSteps.map((step) => ({
  name: step.name,
  ...(step.logs && { logs: step.logs }),
  open: (page, visitor) => openStep(page, visitor, step),
}));

/** Throws when there is no such state. */
export function getState(name: string): NamedPageState {
  const state = pageStates.find((candidate) => candidate.name === name);
  if (!state) throw new Error(`There is no page state "${name}"`);
  return state;
}

async function openStep(page: Page, visitor: TestCustomer, { after, reach }: PageStep): Promise<void> {
  if (after) await getState(after).open(page, visitor);
  await reach(page, visitor);
}

/** Leads one page through all states, and calls `check` in each: no page is loaded twice where that is not needed. */
export async function visitPageStates(
  page: Page,
  visitor: TestCustomer,
  check: (name: string) => Promise<void>,
): Promise<void> {
  let shown = '';
  for (const { name, after, reach } of pageSteps) {
    if (after && after !== shown) await getState(after).open(page, visitor);
    await reach(page, visitor);
    await check(name);
    await page.context().setOffline(false);
    shown = name;
  }
}
