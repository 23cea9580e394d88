import getCoreRegistry from '@rjsf/core/lib/getDefaultRegistry.js';
import {
  createSchemaUtils,
  type Registry,
  type RJSFSchema,
  TranslatableString,
  type ValidatorType,
} from '@rjsf/utils';
import type { FormTexts } from '../context/form-context.ts';
import type { Control } from '../controls/control-props.ts';
import type { ControlName } from '../model/control-names.ts';
import { toFieldName } from '../model/field-name.ts';
import { fitsBranch } from '../model/fits-branch.ts';
import { getIdSeparator } from '../model/id-separator.ts';
import type { JsonSchema } from '../model/json-schema.ts';
import type { FormRegistry } from './form-registry.ts';
import { ownTemplates } from './own-templates.tsx';
import { PlugInSchemaField } from './PlugInSchemaField.tsx';
import { toRjsfWidgets } from './rjsf-widgets.tsx';

interface RegistryOptions {
  own: FormRegistry;
  /** The normalized schema of the form. */
  root: JsonSchema;
  controls: Partial<Record<ControlName, Control>>;
  texts: FormTexts;
}

/**
 * Creates the registry that plug-ins receive: the registry of rjsf, in which our fields and controls replace those of
 * rjsf under the same names, and in which the host's plug-ins replace both.
 */
export function createRegistry({ own, root, controls, texts }: RegistryOptions): Registry {
  const core = getCoreRegistry();
  const rootSchema = root as RJSFSchema;
  const { ButtonTemplates, ...templates } = own.templates ?? {};
  return {
    ...core,
    rootSchema,
    formContext: own.formContext ?? {},
    schemaUtils: createSchemaUtils(branchValidator, rootSchema),
    fields: { ...core.fields, SchemaField: PlugInSchemaField, ...own.fields } as Registry['fields'],
    templates: {
      ...core.templates,
      ...ownTemplates,
      ...templates,
      ButtonTemplates: {
        ...core.templates.ButtonTemplates,
        ...ownTemplates.ButtonTemplates,
        ...ButtonTemplates,
      },
    } as Registry['templates'],
    widgets: { ...core.widgets, ...toRjsfWidgets(controls), ...own.widgets } as Registry['widgets'],
    globalFormOptions: {
      ...core.globalFormOptions,
      idSeparator: getIdSeparator(root),
      nameGenerator: (path, _idPrefix, isMultiValue) => `${toFieldName(path)}${isMultiValue ? '[]' : ''}`,
    },
    translateString: (key, params = []) => translate(texts, key, params) ?? core.translateString(key, params),
  };
}

/**
 * Lets plug-ins use the functions of rjsf that select the branch for a value. It reports no errors, because the form's
 * own validator validates the data.
 */
const branchValidator: ValidatorType = {
  isValid: (schema, data, root) => fitsBranch(schema, data, root),
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({}),
};

function translate(texts: FormTexts, key: TranslatableString, params: readonly string[]): string | null {
  const [first = ''] = params;
  switch (key) {
    case TranslatableString.DeprecatedLabel:
      return `${first} (${texts.deprecated})`;
    case TranslatableString.YesLabel:
      return texts.yes;
    case TranslatableString.NoLabel:
      return texts.no;
    case TranslatableString.AddButton:
    case TranslatableString.AddItemButton:
      return texts.add;
    case TranslatableString.CopyButton:
      return texts.duplicate;
    case TranslatableString.MoveUpButton:
      return texts.moveUp;
    case TranslatableString.MoveDownButton:
      return texts.moveDown;
    case TranslatableString.RemoveButton:
      return texts.remove;
    case TranslatableString.NewStringDefault:
      return '';
    default:
      return null;
  }
}
