import { use } from 'react';
import { getUiOption } from '../model/json-schema.ts';
import type { Node, ObjectNode, Section } from '../model/nodes.ts';
import { useFormStore, useShownSections } from '../store/store-context.ts';
import { CollapsibleGroup } from './CollapsibleGroup.tsx';
import { toCollapsing } from './collapsing.ts';
import { FormContents } from './FormContents.tsx';
import { FieldContext } from './field-context.ts';
import { StepSections } from './StepSections.tsx';
import { getSectionElementId } from './section-id.ts';
import { getSizeAttributes } from './size.ts';

/** Renders the members of an object by section: each section under its title, or as a step of the form. */
export function Sections({ node }: { node: ObjectNode }) {
  const store = useFormStore();
  const isRoot = node.path.length === 0;
  const shown = useShownSections();
  if (isRoot && store.getStep() !== null) {
    return (
      <StepSections sections={node.sections} renderMembers={(section) => <Members section={section} />} />
    );
  }
  const sections = isRoot && shown ? node.sections.filter(({ id }) => shown.has(id)) : node.sections;
  return (
    <>
      {isRoot && <FormContents sections={sections} />}
      {sections.map((section) => (
        <OneSection key={section.index} node={node} section={section} />
      ))}
    </>
  );
}

function OneSection({ node, section }: { node: ObjectNode; section: Section }) {
  const { title, members, isCollapsible, isCollapsed } = section;
  const id = getSectionElementId(node, section);
  const keys = members.map((member) => String(member.path.at(-1)));
  if (title === null) return <Members section={section} />;
  if (isCollapsible) {
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
      <legend className="section-title">{title}</legend>
      <Members section={section} />
    </fieldset>
  );
}

const sectionLook = { className: 'section' };

function Members({ section }: { section: Section }) {
  const store = useFormStore();
  const Field = use(FieldContext);
  return toRows(section.members).map((row) => {
    const fields = row.map((member) => <Field key={store.getKey(member)} node={member} />);
    if (fields.length === 1) return fields;
    return (
      <div className="row" key={`row ${fields[0]?.key}`}>
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
