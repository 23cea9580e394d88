import type { ChosenBranches } from '../model/choices.ts';
import type { JsonSchema } from '../model/json-schema.ts';
import { useDomEffect } from './drafts.ts';

/** By drawn schemas, which the form and those who ask what it sends both have. */
const shown = new WeakMap<JsonSchema, Map<string, number>>();

/** The branches that the form of a drawn schema shows: what is typed in one is sent, whatever it fits. */
export function getShownBranches(root: JsonSchema): ChosenBranches {
  return Object.fromEntries(shown.get(root) ?? []);
}

/** Tells which branch of a choice is shown while its field is drawn. */
export function useShownBranch(root: JsonSchema, name: string, index: number): void {
  // Before the host hears of the change that came with it.
  useDomEffect(() => {
    const branches = shown.get(root) ?? new Map<string, number>();
    shown.set(root, branches.set(name, index));
    return () => void branches.delete(name);
  }, [root, name, index]);
}
