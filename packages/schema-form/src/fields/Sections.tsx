import { type ReactNode, useContext } from 'react';
import type { ErrorSchema } from '../model/json-schema.ts';
import type { Section } from '../model/sections.ts';
import { StepsContext } from '../store/steps-context.ts';
import { getLayoutParts } from './layout-parts.ts';

interface SectionsProps {
  /** Of the object. */
  id: string;
  isRoot: boolean;
  sections: readonly Section[];
  errors: ErrorSchema | undefined;
  drawFields(keys: readonly string[]): ReactNode;
}

/** The properties of an object, those of a section under its title, or on a page of their own. */
export function Sections({ id, isRoot, sections, errors, drawFields }: SectionsProps) {
  const steps = useContext(StepsContext);
  const Foldable = getLayoutParts()?.Foldable;
  return sections.map((section) => {
    const { title, keys, isCollapsible, isCollapsed } = section;
    const fields = drawFields(keys);
    if (isRoot && steps) return steps.frame(section, fields);
    // No property stands in two sections.
    const [first] = keys;
    if (title === null) return fields;
    if (!isCollapsible || !Foldable) {
      return (
        <fieldset className="section" key={first} {...getSize(keys.length)}>
          <legend className="section-title">{title}</legend>
          {fields}
        </fieldset>
      );
    }
    return (
      <Foldable
        key={first}
        id={`${id}__section-${first}`}
        look="section"
        title={title}
        isCollapsed={isCollapsed}
        isFaulty={keys.some((key) => hasFault(errors?.[key]))}
      >
        {fields}
      </Foldable>
    );
  });
}

/** Whether a value or anything in it has a fault. */
export function hasFault(errors: ErrorSchema[string]): boolean {
  return Object.keys(errors ?? {}).length > 0;
}

/** What is long is not laid out while it is out of sight; its size is then guessed by its fields. */
export function getSize(fields: number) {
  return fields < 8 ? {} : { 'data-fields': fields };
}
