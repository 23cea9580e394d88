import { overlaps } from './property-path.ts';

/** Against denial of service: a customer may fill in a map under ever new keys. */
const mostEdited = 500;

/** Adds names to those that a customer has edited. With too many of them, each stands for its whole property. */
export function addEdited(edited: readonly string[], names: readonly string[]): string[] {
  const all = new Set([...edited, ...names]);
  if (all.size <= mostEdited) return [...all];
  const properties = new Set([...all].map((name) => /^(\\.|[^.])*/su.exec(name)?.[0] ?? name));
  return [...properties].slice(0, mostEdited);
}

/** Removes names from those that a customer has edited, and all that are inside of them or around them. */
export function removeEdited(edited: readonly string[], names: readonly string[]): string[] {
  return edited.filter((name) => !names.some((other) => overlaps(other, name)));
}
