import CoreSchemaField from '@rjsf/core/lib/components/fields/SchemaField.js';
import type { FieldProps } from '@rjsf/utils';
import { use, useCallback, useLayoutEffect, useRef } from 'react';
import { ChangeContext, type ChangeValue } from '../fields/change-context.ts';
import { FieldContext } from '../fields/field-context.ts';
import { findNode } from '../model/nodes.ts';
import { useRootNode } from '../store/store-context.ts';

/**
 * Renders the `SchemaField` that plug-ins receive. It renders our field for the value at a path and passes changes to
 * the `onChange` of the plug-in. If the form's schema does not have the path, rjsf renders the schema that the plug-in
 * passes.
 */
export function PlugInSchemaField(props: FieldProps) {
  const { fieldPathId, onChange } = props;
  const Field = use(FieldContext);
  const node = findNode(useRootNode(), fieldPathId.path);
  const latest = useRef(onChange);
  useLayoutEffect(() => {
    latest.current = onChange;
  }, [onChange]);
  const change = useCallback<ChangeValue>((path, value) => latest.current(value, [...path]), []);
  if (!node) return <CoreSchemaField {...props} />;
  return (
    <ChangeContext value={change}>
      <Field node={node} />
    </ChangeContext>
  );
}
