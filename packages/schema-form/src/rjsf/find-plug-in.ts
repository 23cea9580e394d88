import type { ComponentType } from 'react';
import { findEntry } from '../context/value-registry.ts';

/**
 * Returns the plug-in for an option of a uiSchema, which is a component or the name of a registered one; undefined for
 * anything else.
 */
export function findPlugIn<PlugIn>(
  plugIns: Record<string, PlugIn> | undefined,
  wanted: unknown,
): PlugIn | undefined {
  return isComponent(wanted) ? (wanted as PlugIn) : findEntry(plugIns, wanted);
}

/** Returns whether a value is a React component. JSON can't contain one, because it has no functions or symbols. */
export function isComponent(value: unknown): value is ComponentType {
  if (typeof value === 'function') return true;
  return (
    typeof value === 'object' && value !== null && '$$typeof' in value && typeof value.$$typeof === 'symbol'
  );
}

/** Returns whether a uiSchema contains components. A host that writes its uiSchema in React may use them. */
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
