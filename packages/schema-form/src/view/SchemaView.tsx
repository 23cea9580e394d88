import { useMemo } from 'react';
import { FormContext, type ViewContextValue } from '../context/form-context.ts';
import { isJsonObject, type JsonSchema, type JsonValue, type UiSchema } from '../model/json-schema.ts';
import { resolveNodes } from '../model/resolve.ts';
import { omitHidden } from '../model/visibility.ts';
import { withoutWriteOnly } from '../model/write-only.ts';
import { limitDepth } from './limit-depth.ts';
import { type Reading, toReading } from './to-reading.ts';
import { ViewContent, ViewMembers } from './ViewContent.tsx';
import { ViewSection } from './ViewSection.tsx';

interface SchemaViewProps {
  schema: JsonSchema;
  uiSchema: UiSchema;
  data: JsonValue | undefined;
  context: ViewContextValue;
}

/**
 * Shows data as a page to read; its headings begin at h2. Data of any shape is accepted: values that do not
 * fit the schema are shown as text.
 */
export function SchemaView({ schema, uiSchema, data, context }: SchemaViewProps) {
  const reading = useMemo(() => {
    const limited = limitDepth(data);
    // A host may pass secrets. If data does not fit the schema, its values have no nodes that would hide the
    // secrets.
    const visible = isJsonObject(limited) ? omitHidden(schema, withoutWriteOnly(schema, limited)) : limited;
    return toReading(resolveNodes(schema, uiSchema, visible, { isReading: true }), visible);
  }, [schema, uiSchema, data]);
  return <FormContext value={context}>{reading && <ViewRoot reading={reading} />}</FormContext>;
}

function ViewRoot({ reading }: { reading: Reading }) {
  const { node, title, sections } = reading;
  if (node.type !== 'object' || sections.length === 0) {
    return (
      <ViewSection title={null}>
        <ViewContent reading={reading} name={title} level={2} />
      </ViewSection>
    );
  }
  return sections.map((section) => (
    <ViewSection key={section.index} title={section.title}>
      <ViewMembers members={section.members} level={section.title === null ? 2 : 3} />
    </ViewSection>
  ));
}
