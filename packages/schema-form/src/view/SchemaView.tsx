import { FormSurroundingsContext, type ViewSurroundings } from '../context/form-texts.ts';
import { getUiOption, type JsonSchema } from '../model/json-schema.ts';
import { getSections } from '../model/sections.ts';
import { getTitle, getUiSchema } from '../model/view-text.ts';
import { getComplexView, needsComplexView, type ViewProps } from './complex-view.ts';
import { TextValue } from './TextValue.tsx';
import { ViewRow } from './ViewRow.tsx';
import { ViewSection } from './ViewSection.tsx';

interface SchemaViewProps extends ViewProps {
  surroundings: ViewSurroundings;
}

/**
 * The same schema as a page to read; its headings begin at h2. Takes any data: what does not fit
 * the schema is shown in plain words. Suspends where it needs what `loadComplexView()` loads.
 */
export function SchemaView({ surroundings, ...props }: SchemaViewProps) {
  const View = needsComplexView(props) ? getComplexView() : TextsView;
  return (
    <FormSurroundingsContext value={surroundings}>
      <View {...props} />
    </FormSurroundingsContext>
  );
}

/** An object of texts, as most forms are. */
function TextsView({ schema, uiSchema, data }: ViewProps) {
  const values = new Map(Object.entries(data as Record<string, string | null>));
  return getSections(schema, uiSchema).map(({ title, keys }) => {
    const rows = keys
      .map((key) => ({
        key,
        property: (schema.properties?.[key] ?? {}) as JsonSchema,
        own: getUiSchema(uiSchema, key),
      }))
      .filter(({ own }) => getUiOption(own, 'widget') !== 'hidden')
      .map(({ key, property, own }) => (
        <ViewRow key={key} title={getTitle(property, own) ?? key}>
          <TextValue schema={property} uiSchema={own} value={values.get(key)} />
        </ViewRow>
      ));
    if (rows.length === 0) return null;
    return (
      // Names may come twice, the properties of a section can't.
      <ViewSection key={keys.join()} title={title}>
        <dl className="view">{rows}</dl>
      </ViewSection>
    );
  });
}
