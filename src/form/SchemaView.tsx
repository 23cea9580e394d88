import { getUiOption, isJsonObject, type JsonSchema } from '../../shared/json-schema.ts';
import { type FormSurroundings, FormSurroundingsContext } from './form-texts.ts';
import { getSections } from './sections.ts';
import { getComplexView, type ViewProps } from './view/complex-view.ts';
import { PlainValue } from './view/PlainValue.tsx';
import { needsComplexView } from './view/plain-view.ts';
import { ViewRow } from './view/ViewRow.tsx';
import { ViewSection } from './view/ViewSection.tsx';
import { getTitle, getUiSchema } from './view/view-text.ts';

interface SchemaViewProps extends ViewProps {
  surroundings: FormSurroundings;
}

/**
 * The same schema as a page to read; its headings begin at h2. Takes any data: what does not fit
 * the schema is shown in plain words. Suspends where it needs what `loadComplexView()` loads.
 */
export function SchemaView({ surroundings, ...props }: SchemaViewProps) {
  const View = needsComplexView(props.schema, props.uiSchema) ? getComplexView() : PlainView;
  return (
    <FormSurroundingsContext value={surroundings}>
      <View {...props} />
    </FormSurroundingsContext>
  );
}

/** An object of plain values, as most forms are. */
function PlainView({ schema, uiSchema, data }: ViewProps) {
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
          <PlainValue schema={property} uiSchema={own} value={isJsonObject(data) ? data[key] : undefined} />
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
