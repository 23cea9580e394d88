import { type ComponentType, createContext, type ReactNode } from 'react';
import type { Node } from '../model/nodes.ts';
import { getEditableSections, isEditable } from '../model/sections.ts';
import type { Reading } from './to-reading.ts';

/** The target of a link from the reading page to the form. */
export interface EditTarget {
  /** The id of the section to edit alone; null for the whole form. */
  section: string | null;
  /** The id of the field to begin with; null for the first one. */
  fieldId: string | null;
}

export interface EditLinkProps extends EditTarget {
  className: string;
  /** The accessible name, which begins with the visible text. */
  label: string;
  children: ReactNode;
}

/** The links of a reading page to the form. */
export interface Editing {
  EditLink: ComponentType<EditLinkProps>;
  /** Returns whether a section can be edited alone. */
  isSection(id: string): boolean;
  /** Returns the target for a value; null if no field can change it. */
  findTarget(node: Node): EditTarget | null;
}

/** Null on a page without links to a form. */
export const EditingContext = createContext<Editing | null>(null);

export function createEditing(EditLink: Editing['EditLink'], root: Node): Editing {
  const sections = getEditableSections(root);
  const ids = new Set(sections.map(({ id }) => id));
  const sectionOf = new Map(
    sections.flatMap(({ id, members }) => members.map(({ path }) => [String(path[0]), id] as const)),
  );
  return {
    EditLink,
    isSection: (id) => ids.has(id),
    findTarget: (node) =>
      isEditable(node) ? { section: sectionOf.get(String(node.path[0])) ?? null, fieldId: node.id } : null,
  };
}

/** Returns whether more of the values that can be edited are missing than given. */
export function isMostlyMissing(root: Reading): boolean {
  let balance = 0;
  const visit = ({ node, shape, children }: Reading) => {
    if (shape === 'group' || shape === 'items') children.forEach(visit);
    else if (isEditable(node)) balance += shape === 'missing' ? 1 : -1;
  };
  root.children.forEach(visit);
  return balance > 0;
}
