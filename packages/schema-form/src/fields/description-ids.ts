/** The ids of the texts that describe a field. */

export function getHelpId(id: string): string {
  return `${toToken(id)}__help`;
}

export function getErrorId(id: string): string {
  return `${toToken(id)}__error`;
}

/** Returns a list of ids for `aria-describedby`; undefined if there are none. */
export function joinIds(...ids: (string | false | null | undefined)[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined;
}

/** Replaces spaces, which separate the ids in a list: property names may contain them. */
function toToken(id: string): string {
  return id.replaceAll(/\s/g, '.');
}
