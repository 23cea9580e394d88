import CoreSchemaField from '@rjsf/core/lib/components/fields/SchemaField.js';
import type { FieldProps } from '@rjsf/utils';
import { use, useCallback, useLayoutEffect, useRef } from 'react';
import { ChangeContext, type ChangeValue } from '../fields/change-context.ts';
import { FieldContext } from '../fields/field-context.ts';
import { findNode } from '../model/nodes.ts';
import { useRootNode } from '../store/store-context.ts';

/**
 * What a plug-in finds as `SchemaField`: our field of the value at its path, whose changes go to the `onChange` that the
 * plug-in gives. A path that the form's schema does not have is rendered by rjsf, by the schema that the plug-in gives.
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
