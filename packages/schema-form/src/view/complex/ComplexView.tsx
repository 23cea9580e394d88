import { type ReactNode, useId } from 'react';
import { useViewSurroundings } from '../../context/form-texts.ts';
import { getUiOption } from '../../model/json-schema.ts';
import {
  getPartGroups,
  getPlace,
  getShape,
  getShownParts,
  isGroup,
  isLine,
  isShown,
  type Part,
  type Place,
} from '../../model/reading.ts';
import type { ViewProps } from '../complex-view.ts';
import { ViewRow } from '../ViewRow.tsx';
import { ViewSection } from '../ViewSection.tsx';
import { ComplexValue } from './ComplexValue.tsx';

/** Any schema, and any data. */
export function ComplexView({ schema, uiSchema, data }: ViewProps) {
  const place = getPlace(schema, schema, uiSchema, data);
  const groups = isGroup(place) ? getShownGroups(place) : [];
  if (groups.length === 0) {
    return (
      <ViewSection title={null}>
        <Content place={place} title={place.title ?? ''} level={2} />
      </ViewSection>
    );
  }
  return groups.map(({ title, parts }) => (
    <ViewSection key={toKey(parts)} title={title}>
      <Parts parts={parts} level={title === null ? 2 : 3} />
    </ViewSection>
  ));
}

function getShownGroups(place: Place) {
  return getPartGroups(place)
    .map(({ title, parts }) => ({
      // A heading must say something.
      title: title?.trim() || null,
      parts: parts.filter((part) => isShown(part, place)),
    }))
    .filter(({ parts }) => parts.length > 0);
}

/** No property stands in two groups. */
function toKey(parts: readonly Part[]): string {
  return parts.map(({ key }) => key).join();
}

interface ContentProps {
  place: Place;
  title: string;
  /** Of the headings in it. */
  level: number;
}

/** What is inside a value, without its name. */
function Content({ place, title, level }: ContentProps): ReactNode {
  const shape = getShape(place);
  if (shape === 'group') {
    return (
      <>
        {place.variant && (
          <p className="view-note">
            <bdi>{place.variant}</bdi>
          </p>
        )}
        {getShownGroups(place).map((group) =>
          group.title === null ? (
            <Parts key={toKey(group.parts)} parts={group.parts} level={level} />
          ) : (
            <Group key={toKey(group.parts)} title={group.title} level={level}>
              <Parts parts={group.parts} level={level + 1} />
            </Group>
          ),
        )}
      </>
    );
  }
  if (shape === 'entries') {
    return (
      <ol className="view-entries">
        {getShownParts(place).map((part) => (
          <li className="view-entry" key={part.key}>
            <Entry part={part} listTitle={title} level={level} />
          </li>
        ))}
      </ol>
    );
  }
  return (
    <div className="view-alone">
      <ComplexValue place={place} title={title} />
    </div>
  );
}

/** One of several values of a list. */
function Entry({ part, listTitle, level }: { part: Part; listTitle: string; level: number }) {
  const { key, place } = part;
  const title = place.title === null ? `${listTitle} ${Number(key) + 1}`.trim() : part.title;
  if (!hasLabel(place)) return <Content place={place} title={title} level={level} />;
  return (
    <>
      <Heading level={level}>
        <Name title={title} place={place} />
      </Heading>
      <Content place={place} title={title} level={level + 1} />
    </>
  );
}

/** Names and values in their order: lines in lists, and groups with headings between them. */
function Parts({ parts, level }: { parts: readonly Part[]; level: number }) {
  const runs: (Part | Part[])[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (!isBesideName(part.place)) runs.push(part);
    else if (Array.isArray(last)) last.push(part);
    else runs.push([part]);
  }
  return runs.map((run) =>
    Array.isArray(run) ? (
      <dl className="view" key={run[0]?.key}>
        {run.map((part) => (
          <ViewRow
            key={part.key}
            title={<Name title={part.title} place={part.place} />}
            hasLabel={hasLabel(part.place)}
          >
            <ComplexValue place={part.place} title={part.title} />
          </ViewRow>
        ))}
      </dl>
    ) : (
      <Group
        key={run.key}
        title={run.title}
        name={hasLabel(run.place) ? <Name title={run.title} place={run.place} /> : null}
        level={level}
      >
        <Content place={run.place} title={run.title} level={hasLabel(run.place) ? level + 1 : level} />
      </Group>
    ),
  );
}

function isBesideName(place: Place): boolean {
  return isLine(place) || getShape(place) === 'list';
}

function hasLabel({ uiSchema }: Place): boolean {
  return getUiOption(uiSchema, 'label') !== false;
}

interface GroupProps {
  title: string;
  /** The title as it is drawn; null for a group whose name only screen readers say. */
  name?: ReactNode;
  level: number;
  children: ReactNode;
}

function Group({ title, name = <bdi>{title}</bdi>, level, children }: GroupProps) {
  const id = useId();
  const naming = name === null ? { 'aria-label': title } : { 'aria-labelledby': id };
  return (
    // A fieldset would be one of controls.
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div className="view-group" role="group" {...naming}>
      {name !== null && (
        <Heading level={level} id={id}>
          {name}
        </Heading>
      )}
      {children}
    </div>
  );
}

interface HeadingProps {
  level: number;
  id?: string;
  children: ReactNode;
}

function Heading({ level, id, children }: HeadingProps) {
  const Element = `h${Math.min(level, 6)}` as 'h2';
  return (
    <Element className="view-title" id={id}>
      {children}
    </Element>
  );
}

/** A title, isolated: in a map it is what the customer has typed. */
function Name({ title, place }: { title: string; place: Place }) {
  const { texts } = useViewSurroundings();
  return (
    <>
      <bdi>{title}</bdi>
      {place.schema.deprecated === true && (
        <>
          {' '}
          <span className="view-tag">{texts.deprecated}</span>
        </>
      )}
    </>
  );
}
