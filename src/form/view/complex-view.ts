import { type ComponentType, lazy } from 'react';
import type { JsonSchema, JsonValue, UiSchema } from '../../../shared/json-schema.ts';

/** What there is to read, whoever draws it. */
export interface ViewProps {
  schema: JsonSchema;
  uiSchema: UiSchema;
  data: JsonValue | undefined;
}

let view: ComponentType<ViewProps> | null = null;

/** Loads what draws any schema, so that it can be drawn at once: on the server, and before hydration. */
export async function loadComplexView(): Promise<void> {
  view ??= (await import('./ComplexView.tsx')).ComplexView;
}

const WaitingView = lazy(async () => ({ default: (await import('./ComplexView.tsx')).ComplexView }));

/** What draws any schema: itself when it is loaded, else one that waits for it. */
export function getComplexView(): ComponentType<ViewProps> {
  return view ?? WaitingView;
}
