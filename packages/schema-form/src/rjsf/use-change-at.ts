import type { FieldProps } from '@rjsf/utils';
import { use, useCallback } from 'react';
import { ChangeContext } from '../fields/change-context.ts';
import type { ErrorSchema, JsonValue } from '../model/json-schema.ts';
import { useFormStore } from '../store/store-context.ts';

/**
 * Returns the `onChange` that rjsf passes to fields. It sets the value at a path and reports the errors that the field
 * passes with it.
 */
export function useChangeAt(): FieldProps['onChange'] {
  const store = useFormStore();
  const change = use(ChangeContext);
  return useCallback<FieldProps['onChange']>(
    (value, path, errors) => {
      const next = value as JsonValue | undefined;
      if (change) change(path, next);
      else store.setValueAt(path, next);
      if (errors) store.raiseErrors(path, errors as ErrorSchema);
    },
    [store, change],
  );
}
