import { use, useDeferredValue } from 'react';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { countFields, type ObjectNode, type Section } from '../model/nodes.ts';
import { useFormStore } from '../store/store-context.ts';
import { CollapsibleGroup } from './CollapsibleGroup.tsx';
import { toCollapsing } from './collapsing.ts';
import { FieldContext } from './field-context.ts';
import { StepSections } from './StepSections.tsx';
import { getSizeAttributes } from './size.ts';

/** Renders the members of an object by section: each section under its title, or as a step of the form. */
export function Sections({ node }: { node: ObjectNode }) {
  const store = useFormStore();
  const hasSteps = node.path.length === 0 && store.getStep() !== null;
  const sections = useSectionsInTurn(node);
  if (hasSteps) {
    return (
      <StepSections sections={node.sections} renderMembers={(section) => <Members section={section} />} />
    );
  }
  return sections.map((section) => {
    const { id, title, members, isCollapsible, isCollapsed } = section;
    const keys = members.map((member) => String(member.path.at(-1)));
    if (title === null) return <Members key={section.index} section={section} />;
    if (isCollapsible) {
      return (
        <CollapsibleGroup
          key={section.index}
          id={`${node.id}__section-${id}`}
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
      <fieldset className="section" key={section.index} {...getSizeAttributes(members.length)}>
        <legend className="section-title">{title}</legend>
        <Members section={section} />
      </fieldset>
    );
  });
}

/** The number of fields that fill the first screen of any device. */
const firstFields = 30;

/**
 * Returns the sections to render. A long form that the browser renders itself starts with its first screen; the rest
 * follows in a render that input can interrupt. The server renders the whole form, and hydration expects it.
 */
function useSectionsInTurn({ path, sections }: ObjectNode): readonly Section[] {
  const isHydrated = useIsHydrated();
  const { isLong } = useFormStore();
  const startsWhole = !isHydrated || !isLong || path.length > 0;
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
  return section.members.map((member) => <Field key={store.getKey(member)} node={member} />);
}
