import { escapeHtml } from './plain/to-html.ts';

/** An option of a select as HTML, every text escaped. */
export function getOptionHtml(value: string, label: string, isSelected = false): string {
  return `<option${isSelected ? ' selected=""' : ''} value="${escapeHtml(value)}">${escapeHtml(label)}</option>`;
}
