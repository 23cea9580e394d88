/** The ids of the texts that describe a field. */

export function getHelpId(id: string): string {
  return `${toToken(id)}__help`;
}

export function getErrorId(id: string): string {
  return `${toToken(id)}__error`;
}

/** A list of ids, for `aria-describedby`; undefined where there are none. */
export function joinIds(...ids: (string | false | null | undefined)[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined;
}

/** Ids in a list are separated by spaces, which property names may contain. */
function toToken(id: string): string {
  return id.replaceAll(/\s/g, '.');
}
