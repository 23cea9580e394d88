import { use, useMemo } from 'react';
import { FormContext, useViewContext, type ViewContextValue } from '../context/form-context.ts';
import { isJsonObject, type JsonSchema, type JsonValue, type UiSchema } from '../model/json-schema.ts';
import { resolveNodes } from '../model/resolve.ts';
import { omitHidden } from '../model/visibility.ts';
import { withoutWriteOnly } from '../model/write-only.ts';
import { createEditing, type Editing, EditingContext, isMostlyMissing } from './editing-context.ts';
import { limitDepth } from './limit-depth.ts';
import { type Reading, toReading } from './to-reading.ts';
import { ViewContent, ViewMembers } from './ViewContent.tsx';
import { ViewSection } from './ViewSection.tsx';

interface SchemaViewProps {
  schema: JsonSchema;
  uiSchema: UiSchema;
  data: JsonValue | undefined;
  context: ViewContextValue;
  /** Renders a link to the form, where the host has one: of each section, and of each missing value. */
  EditLink?: Editing['EditLink'];
}

/**
 * Shows data as a page to read; its headings begin at h2. Data of any shape is accepted: values that do not
 * fit the schema are shown as text.
 */
export function SchemaView({ schema, uiSchema, data, context, EditLink }: SchemaViewProps) {
  const [reading, editing] = useMemo(() => {
    const limited = limitDepth(data);
    // A host may pass secrets. If data does not fit the schema, its values have no nodes that would hide the
    // secrets.
    const visible = isJsonObject(limited) ? omitHidden(schema, withoutWriteOnly(schema, limited)) : limited;
    const root = resolveNodes(schema, uiSchema, visible, { isReading: true });
    return [toReading(root, visible), EditLink ? createEditing(EditLink, root) : null] as const;
  }, [schema, uiSchema, data, EditLink]);
  return (
    <FormContext value={context}>
      <EditingContext value={editing}>{reading && <ViewRoot reading={reading} />}</EditingContext>
    </FormContext>
  );
}

function ViewRoot({ reading }: { reading: Reading }) {
  const { texts } = useViewContext();
  const editing = use(EditingContext);
  const { node, title, sections } = reading;
  if (node.type !== 'object' || sections.length === 0) {
    return (
      <ViewSection title={null} id={null}>
        <ViewContent reading={reading} name={title} level={2} />
      </ViewSection>
    );
  }
  return (
    <>
      {editing && isMostlyMissing(reading) && <p className="view-intro">{texts.incomplete}</p>}
      <div className="view-sections">
        {sections.map((section) => (
          <ViewSection key={section.index} title={section.title} id={section.id}>
            <ViewMembers members={section.members} level={section.title === null ? 2 : 3} />
          </ViewSection>
        ))}
      </div>
    </>
  );
}
