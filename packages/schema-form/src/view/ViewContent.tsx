import { type ReactNode, type Ref, useRef } from 'react';
import { useViewContext } from '../context/form-context.ts';
import { usePhoneFormat } from '../context/use-phone-format.ts';
import { getItemName } from '../model/item-name.ts';
import { getUiOption } from '../model/json-schema.ts';
import type { Node } from '../model/nodes.ts';
import type { Reading } from './to-reading.ts';
import { ViewGroup, ViewHeading } from './ViewGroup.tsx';
import { ViewRow } from './ViewRow.tsx';
import { ViewValue } from './ViewValue.tsx';

interface ViewContentProps {
  reading: Reading;
  /** The name of the value as the page shows it. */
  name: string;
  /** The level of the headings in it. */
  level: number;
}

/** Shows the content of a value without its name. */
export function ViewContent({ reading, name, level }: ViewContentProps): ReactNode {
  const { shape, branch, sections, children } = reading;
  if (shape === 'group') {
    return (
      <>
        {branch !== null && (
          <p className="view-note">
            <bdi>{branch}</bdi>
          </p>
        )}
        {sections.map(({ index, title, members }) =>
          title === null ? (
            <ViewMembers key={index} members={members} level={level} />
          ) : (
            <ViewGroup key={index} name={title} title={<bdi>{title}</bdi>} level={level}>
              <ViewMembers members={members} level={level + 1} />
            </ViewGroup>
          ),
        )}
      </>
    );
  }
  if (shape === 'items') {
    return (
      <ol className="view-entries">
        {children.map((child) => (
          <li className="view-entry" key={child.node.name}>
            <ViewItem reading={child} listName={name} level={level} />
          </li>
        ))}
      </ol>
    );
  }
  return (
    <div className="view-alone">
      <ViewValue reading={reading} name={name} />
    </div>
  );
}

interface ViewItemProps {
  reading: Reading;
  listName: string;
  level: number;
}

/** Shows one of several items of a list under a heading. */
function ViewItem({ reading, listName, level }: ViewItemProps) {
  const { texts } = useViewContext();
  const { node, value } = reading;
  const name = getItemName(node, value, listName, texts);
  const title = useRef<HTMLElement>(null);
  usePhoneFormat(title, name);
  if (!hasLabel(node)) return <ViewContent reading={reading} name={name} level={level} />;
  return (
    <>
      <ViewHeading level={level}>
        <ViewTitle title={name} node={node} ref={title} />
      </ViewHeading>
      <ViewContent reading={reading} name={name} level={level + 1} />
    </>
  );
}

/**
 * Shows names and values in their order: rows in description lists, and groups with headings between them.
 */
export function ViewMembers({ members, level }: { members: readonly Reading[]; level: number }) {
  const runs: (Reading | Reading[])[] = [];
  for (const member of members) {
    const last = runs.at(-1);
    if (member.shape === 'group' || member.shape === 'items') runs.push(member);
    else if (Array.isArray(last)) last.push(member);
    else runs.push([member]);
  }
  return runs.map((run) =>
    Array.isArray(run) ? (
      <dl className="view" key={run[0]?.node.name}>
        {run.map((member) => (
          <ViewRow
            key={member.node.name}
            title={<ViewTitle title={member.title} node={member.node} />}
            hasLabel={hasLabel(member.node)}
          >
            <ViewValue reading={member} name={member.title} />
          </ViewRow>
        ))}
      </dl>
    ) : (
      <ViewGroup
        key={run.node.name}
        name={run.title}
        title={hasLabel(run.node) ? <ViewTitle title={run.title} node={run.node} /> : null}
        level={level}
      >
        <ViewContent reading={run} name={run.title} level={hasLabel(run.node) ? level + 1 : level} />
      </ViewGroup>
    ),
  );
}

function hasLabel({ uiSchema }: Node): boolean {
  return getUiOption(uiSchema, 'label') !== false;
}

/** Shows a title. It is isolated, because it may be a key of a map that a person typed in another direction. */
function ViewTitle({ title, node, ref }: { title: string; node: Node; ref?: Ref<HTMLElement> }) {
  const { texts } = useViewContext();
  return (
    <>
      <bdi ref={ref} suppressHydrationWarning>
        {title}
      </bdi>
      {node.schema.deprecated === true && (
        <>
          {' '}
          <span className="view-tag">{texts.deprecated}</span>
        </>
      )}
    </>
  );
}
