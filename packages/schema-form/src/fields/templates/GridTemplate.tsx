import type { GridTemplateProps } from '@rjsf/utils';
import { isJsonObject } from '../../model/json-schema.ts';

/**
 * A row of rjsf's grid, or a column in one: of twelve parts of its row, or of what the others leave.
 * Where there is little room, columns stand below each other.
 */
export function GridTemplate({ children, column, ...options }: GridTemplateProps) {
  if (!column) return <div className="grid">{children}</div>;
  const parts = getParts(options as Record<string, unknown>);
  return (
    <div className={parts === null ? 'grid-column' : `grid-column grid-column-${parts}`}>{children}</div>
  );
}

/** How wide a column is, in whichever of the ways that the themes of rjsf have for it; null for none. */
function getParts({ size, className, ...options }: Record<string, unknown>): number | null {
  const sizes = { ...options, ...(isJsonObject(size) ? size : {}) };
  // The last class is that of the widest window.
  const [, fromClass] = [...String(className).matchAll(/\bcol(?:-\w+)?-(\d+)\b/g)].at(-1) ?? [];
  const parts = Number(sizes.lg ?? sizes.md ?? sizes.sm ?? sizes.xs ?? fromClass ?? size);
  return Number.isInteger(parts) && parts >= 1 && parts <= 12 ? parts : null;
}
