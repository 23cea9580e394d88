import type { FieldProps } from '@rjsf/utils';
import { use } from 'react';
import { FieldContext } from '../fields/field-context.ts';
import { findNode } from '../model/nodes.ts';
import { useRootNode } from '../store/store-context.ts';

/** What a plug-in finds as `SchemaField`: our field of the value at its path. */
export function PlugInSchemaField({ fieldPathId }: FieldProps) {
  const Field = use(FieldContext);
  const node = findNode(useRootNode(), fieldPathId.path);
  return node && <Field node={node} />;
}
