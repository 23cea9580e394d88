import type { Registry } from '@rjsf/utils';

/** The parts of rjsf for arrays, choices between schemas and the like, dressed in our theme. */
export type ComplexParts = Pick<Registry, 'fields' | 'templates' | 'widgets'>;

let parts: ComplexParts | null = null;

/** Loads the parts. A form that has a complex schema can be drawn only after that. */
export async function loadComplexFields(): Promise<void> {
  parts ??= (await import('./complex-theme.tsx')).complexTheme;
}

/** The parts when they are loaded. */
export function getComplexFields(): ComplexParts | null {
  return parts;
}
