/** The ids of the texts that describe a field, for `aria-describedby`. */

/** Returns the id of a text about a field. It contains no spaces, because they separate the ids in a list. */
export function getTextId(id: string, text: string): string {
  return `${id.replaceAll(/\s/g, '.')}__${text}`;
}

export function getHelpId(id: string): string {
  return getTextId(id, 'help');
}

export function getErrorId(id: string): string {
  return getTextId(id, 'error');
}

/** Returns a list of ids; undefined if there are none. */
export function joinIds(...ids: (string | false | null | undefined)[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined;
}
