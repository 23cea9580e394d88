import type { ObjectNode, Section } from '../model/nodes.ts';

/** Returns the id of the element of a section, which links to the section refer to. */
export function getSectionElementId(node: ObjectNode, { id }: Section): string {
  return `${node.id}__section-${id.replaceAll(/\s/g, '.')}`;
}
