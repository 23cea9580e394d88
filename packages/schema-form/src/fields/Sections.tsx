import { use } from 'react';
import type { ObjectNode, Section } from '../model/nodes.ts';
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
  if (hasSteps) {
    return (
      <StepSections sections={node.sections} renderMembers={(section) => <Members section={section} />} />
    );
  }
  return node.sections.map((section) => {
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

const sectionLook = { className: 'section' };

function Members({ section }: { section: Section }) {
  const store = useFormStore();
  const Field = use(FieldContext);
  return section.members.map((member) => <Field key={store.getKey(member)} node={member} />);
}
