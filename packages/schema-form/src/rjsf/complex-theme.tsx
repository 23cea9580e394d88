import coreFields from '@rjsf/core/lib/components/fields/index.js';
import coreTemplates from '@rjsf/core/lib/components/templates/index.js';
import coreWidgets from '@rjsf/core/lib/components/widgets/index.js';
import type { Registry, RJSFSchema } from '@rjsf/utils';
import createSchemaUtils from '@rjsf/utils/lib/createSchemaUtils.js';
import shallowAllOfMerge from '@rjsf/utils/lib/schema/shallowAllOfMerge.js';
import { ChoiceField } from '../fields/ChoiceField.tsx';
import { HiddenValues } from '../fields/HiddenValues.tsx';
import { OnDemandField } from '../fields/OnDemandField.tsx';
import { TemplatedField } from '../fields/TemplatedField.tsx';
import { ArrayFieldItemTemplate, ArrayFieldTemplate } from '../fields/templates/ArrayFieldTemplate.tsx';
import { FieldTemplate } from '../fields/templates/FieldTemplate.tsx';
import { GridTemplate } from '../fields/templates/GridTemplate.tsx';
import { MultiSchemaFieldTemplate } from '../fields/templates/MultiSchemaFieldTemplate.tsx';
import { ObjectFieldTemplate } from '../fields/templates/ObjectFieldTemplate.tsx';
import { UnsupportedFieldTemplate } from '../fields/templates/UnsupportedFieldTemplate.tsx';
import { WrapIfAdditionalTemplate } from '../fields/templates/WrapIfAdditionalTemplate.tsx';
import { UntypedField } from '../fields/UntypedField.tsx';
import { fitsBranch } from '../model/fits-branch.ts';
import { leaveOutForConditions, leaveOutHidden } from '../model/hidden-values.ts';
import { isJsonObject, type JsonSchema } from '../model/json-schema.ts';
import { normaliseSchema } from '../model/normalise-schema.ts';
import { withPlacedErrors } from '../model/referenced-branches.ts';
import { KnownEntries } from '../store/known-entries.ts';
import { getShownBranches } from '../store/shown-branches.ts';
import type { ComplexParts } from './complex-fields.ts';
import { GridField, getGridNames } from './GridField.tsx';
import { RjsfField } from './RjsfField.tsx';
import { provideAllOfMerge } from './slim/all-of-merge.ts';
import { followReference } from './slim/retrieve-schema.ts';
import { provideSchemaUtils } from './slim/schema-utils.ts';
import { theme } from './theme.ts';

// What a condition hides stays in the form's data, so that it is there when it is shown again.
provideSchemaUtils((...given) => {
  const utils = createSchemaUtils(...given);
  const root = given[1] as unknown as JsonSchema;
  return Object.assign(Object.create(utils), {
    retrieveSchema: ((schema, data, ...more) => {
      if (!isJsonObject(data)) return utils.retrieveSchema(schema, data, ...more);
      const seen: unknown = leaveOutForConditions(root, schema as unknown as JsonSchema, data);
      return utils.retrieveSchema(schema, seen as typeof data, ...more);
    }) as typeof utils.retrieveSchema,
    sanitizeDataForNewSchema: (_new: RJSFSchema, _old: RJSFSchema, data: unknown) => data,
  });
});
provideAllOfMerge((schema) => shallowAllOfMerge(schema as never) as RJSFSchema);

/** rjsf's own fields, for what ours do not draw, in our templates and with our widgets. */
export const complexTheme: ComplexParts = {
  normaliseSchema,
  followReference,
  fitsBranch,
  leaveOutHidden: (schema, data) => leaveOutHidden(schema, data, getShownBranches(normaliseSchema(schema))),
  getGridNames,
  createKnownEntries: (idSeparator) => new KnownEntries(idSeparator),
  withPlacedErrors,
  HiddenValues,
  fields: {
    ...coreFields(),
    SchemaField: RjsfField,
    OneOfField: ChoiceField,
    AnyOfField: ChoiceField,
    OnDemandField,
    LayoutGridField: GridField,
    TemplatedField,
    UntypedField,
  } as unknown as Registry['fields'],
  templates: {
    ...coreTemplates(),
    FieldTemplate,
    ArrayFieldTemplate,
    ArrayFieldItemTemplate,
    GridTemplate,
    MultiSchemaFieldTemplate,
    ObjectFieldTemplate,
    UnsupportedFieldTemplate,
    WrapIfAdditionalTemplate,
  } as Registry['templates'],
  widgets: {
    ...coreWidgets(),
    ...theme.widgets,
    EmailWidget: theme.widgets.TextWidget,
    URLWidget: theme.widgets.TextWidget,
    DateWidget: theme.widgets.TextWidget,
    TimeWidget: theme.widgets.TextWidget,
    DateTimeWidget: theme.widgets.TextWidget,
    UpDownWidget: theme.widgets.NumberWidget,
  } as Registry['widgets'],
};
