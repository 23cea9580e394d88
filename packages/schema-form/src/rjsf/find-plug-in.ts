import type { ComponentType } from 'react';
import { findEntry } from '../context/value-registry.ts';

/** The plug-in that a uiSchema asks for: a component itself, or the name of one; undefined for anything else. */
export function findPlugIn<PlugIn>(
  plugIns: Record<string, PlugIn> | undefined,
  asked: unknown,
): PlugIn | undefined {
  return isComponent(asked) ? (asked as PlugIn) : findEntry(plugIns, asked);
}

/** Whether a value is a React component. JSON never has one: it knows neither functions nor symbols. */
export function isComponent(value: unknown): value is ComponentType {
  if (typeof value === 'function') return true;
  return (
    typeof value === 'object' && value !== null && '$$typeof' in value && typeof value.$$typeof === 'symbol'
  );
}

/** Whether a uiSchema has components in it, as that of a host written in React may. */
export function hasComponents(uiSchema: unknown): boolean {
  const seen = new Set<unknown>();
  const pending = [uiSchema];
  while (pending.length > 0) {
    const value = pending.pop();
    if (isComponent(value)) return true;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const inner of Object.values(value)) pending.push(inner);
  }
  return false;
}
