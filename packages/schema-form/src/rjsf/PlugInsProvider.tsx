import coreTemplates from '@rjsf/core/lib/components/templates/index.js';
import {
  createSchemaUtils,
  type Registry,
  type RJSFSchema,
  TranslatableString,
  type ValidatorType,
} from '@rjsf/utils';
import { type ReactNode, use, useMemo } from 'react';
import { type FormTexts, useFormContext } from '../context/form-context.ts';
import { ControlsContext } from '../fields/controls-context.ts';
import { PlugInsContext } from '../fields/plug-ins.ts';
import { fitsBranch } from '../model/fits-branch.ts';
import { useFormStore } from '../store/store-context.ts';
import { PlugInSchemaField } from './PlugInSchemaField.tsx';
import { createPlugIns } from './plug-ins.tsx';
import { toRjsfWidgets } from './rjsf-widgets.tsx';

export interface PlugInsProviderProps {
  /** The registry that rjsf's `Form` has made. */
  registry: Registry;
  children: ReactNode;
}

/** Makes what the host plugs in available to the fields, each with the contract that rjsf gives it. */
export function PlugInsProvider({ registry, children }: PlugInsProviderProps) {
  const { texts, registry: own } = useFormContext();
  const { root } = useFormStore();
  const controls = use(ControlsContext);
  const plugIns = useMemo(() => {
    const full: Registry = {
      ...registry,
      rootSchema: root as RJSFSchema,
      schemaUtils: createSchemaUtils(branchValidator, root as RJSFSchema),
      fields: { SchemaField: PlugInSchemaField, ...own?.fields } as Registry['fields'],
      templates: { ...coreTemplates(), ...own?.templates } as Registry['templates'],
      widgets: { ...toRjsfWidgets(controls), ...own?.widgets } as Registry['widgets'],
      translateString: (key, params = []) =>
        translate(texts, key, params) ?? registry.translateString(key, params),
    };
    return createPlugIns(own ?? {}, full);
  }, [registry, own, root, controls, texts]);
  return <PlugInsContext value={plugIns}>{children}</PlugInsContext>;
}

/** Decides which branch applies, for plug-ins that ask rjsf; whether data are valid is for the form's validator. */
const branchValidator: ValidatorType = {
  isValid: (schema, data, root) => fitsBranch(schema, data, root),
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({}),
};

function translate(texts: FormTexts, key: TranslatableString, params: readonly string[]): string | null {
  const [first = ''] = params;
  if (key === TranslatableString.DeprecatedLabel) return `${first} (${texts.deprecated})`;
  if (key === TranslatableString.YesLabel) return texts.yes;
  if (key === TranslatableString.NoLabel) return texts.no;
  if (key === TranslatableString.AddItemButton) return texts.add;
  if (key === TranslatableString.RemoveButton) return texts.remove;
  if (key === TranslatableString.NewStringDefault) return '';
  return null;
}
