import { use, useDeferredValue } from 'react';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { getUiOption } from '../model/json-schema.ts';
import { countFields, type Node, type ObjectNode, type Section } from '../model/nodes.ts';
import { useFormStore, useShownSections } from '../store/store-context.ts';
import { CollapsibleGroup } from './CollapsibleGroup.tsx';
import { toCollapsing } from './collapsing.ts';
import { FormContents } from './FormContents.tsx';
import { FieldContext } from './field-context.ts';
import { StepSections } from './StepSections.tsx';
import { getSectionElementId } from './section-id.ts';
import { getSizeAttributes } from './size.ts';

/** Renders the members of an object by section. */
export function Sections({ node }: { node: ObjectNode }) {
  if (node.path.length === 0) return <RootSections node={node} />;
  return node.sections.map((section) => <OneSection key={section.index} node={node} section={section} />);
}

/** Renders the sections of the form that are shown, or one at a time if they are steps. */
function RootSections({ node }: { node: ObjectNode }) {
  const store = useFormStore();
  const shown = useShownSections();
  const sections = shown ? node.sections.filter(({ id }) => shown.has(id)) : node.sections;
  const rendered = useSectionsInTurn(sections);
  if (store.getStep() !== null) {
    return (
      <StepSections sections={node.sections} renderMembers={(section) => <Members section={section} />} />
    );
  }
  return (
    <>
      <FormContents sections={sections} />
      {rendered.map((section) => (
        <OneSection key={section.index} node={node} section={section} />
      ))}
    </>
  );
}

function OneSection({ node, section }: { node: ObjectNode; section: Section }) {
  const { title, members, isCollapsible, isCollapsed } = section;
  if (title === null) return <Members section={section} />;
  const id = getSectionElementId(node, section);
  if (isCollapsible) {
    const keys = members.map((member) => String(member.path.at(-1)));
    return (
      <CollapsibleGroup
        id={id}
        node={node}
        keys={keys}
        look={sectionLook}
        titleClass="section-title"
        title={title}
        collapsing={toCollapsing(isCollapsed)}
      >
        <Members section={section} />
      </CollapsibleGroup>
    );
  }
  return (
    <fieldset className="section" id={id} tabIndex={-1} {...getSizeAttributes(members.length)}>
      <legend className="section-title">
        <bdi>{title}</bdi>
      </legend>
      <Members section={section} />
    </fieldset>
  );
}

/** The number of fields that fill the first screen of any device. */
const firstFields = 30;

/**
 * Returns the sections to render. A long form that the browser renders itself starts with its first screen; the rest
 * follows in a render that input can interrupt. The server renders the whole form, and hydration expects it.
 */
function useSectionsInTurn(sections: readonly Section[]): readonly Section[] {
  const isHydrated = useIsHydrated();
  const { isLong } = useFormStore();
  const startsWhole = !isHydrated || !isLong;
  const isWhole = useDeferredValue(true, startsWhole);
  return isWhole ? sections : takeFields(sections, firstFields);
}

/** Returns the first members that have at least `count` fields together. */
function takeFields(sections: readonly Section[], count: number): readonly Section[] {
  let missing = count;
  const take = (section: Section): Section => ({
    ...section,
    members: section.members.filter((member) => {
      const isTaken = missing > 0;
      missing -= countFields(member);
      return isTaken;
    }),
  });
  return sections.map(take).filter(({ members }) => members.length > 0);
}

const sectionLook = { className: 'section' };

function Members({ section }: { section: Section }) {
  const store = useFormStore();
  const Field = use(FieldContext);
  return toRows(section.members).map((row) => {
    const fields = row.map((member) => <Field key={store.getKey(member)} node={member} />);
    // Not a list of one: React identifies a list by its position, and would lose the fields after one that appears.
    if (fields.length === 1) return fields[0];
    return (
      <div className="half-fields" key={`row ${fields[0]?.key}`}>
        {fields}
      </div>
    );
  });
}

/** Returns the members by row: two neighbours whose `ui:options.width` is `half` share one. */
function toRows(members: readonly Node[]): Node[][] {
  const rows: Node[][] = [];
  for (const member of members) {
    const last = rows.at(-1);
    const before = last?.length === 1 ? last[0] : undefined;
    if (last && before && isHalf(before) && isHalf(member)) last.push(member);
    else rows.push([member]);
  }
  return rows;
}

function isHalf({ uiSchema, isHidden }: Node): boolean {
  return !isHidden && getUiOption(uiSchema, 'width') === 'half';
}
