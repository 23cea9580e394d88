/** An option of a select as HTML, every text escaped. */
export function getOptionHtml(value: string, label: string, isSelected = false): string {
  return `<option${isSelected ? ' selected=""' : ''} value="${escapeHtml(value)}">${escapeHtml(label)}</option>`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
