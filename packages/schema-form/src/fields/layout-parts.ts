import type { ComponentType } from 'react';
import { getUiOption, type UiSchema } from '../model/json-schema.ts';
import type { FoldableProps } from './layout/Foldable.tsx';
import type { StepsProps } from './layout/Steps.tsx';

/** What few forms are laid out with. */
export interface LayoutParts {
  Foldable: ComponentType<FoldableProps>;
  Steps: ComponentType<StepsProps>;
}

let parts: LayoutParts | null = null;

/** Loads the parts. A form that needs them can be drawn only after that. */
export async function loadLayoutParts(): Promise<void> {
  parts ??= (await import('./layout/parts.ts')).layoutParts;
}

/** Whether a form is one of several steps. */
export function hasSteps(uiSchema: UiSchema): boolean {
  return getUiOption(uiSchema, 'steps') === true && Array.isArray(getUiOption(uiSchema, 'sections'));
}

/** The parts when they are loaded. */
export function getLayoutParts(): LayoutParts | null {
  return parts;
}

/** Whether any part of a uiSchema asks for what can be closed, or for steps. */
export function needsLayoutParts(uiSchema: UiSchema): boolean {
  return /"(ui:)?(collapsible|steps)":true/.test(JSON.stringify(uiSchema));
}
