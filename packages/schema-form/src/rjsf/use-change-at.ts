import type { FieldProps } from '@rjsf/utils';
import { use, useCallback } from 'react';
import { ChangeContext } from '../fields/change-context.ts';
import type { ErrorSchema, JsonValue } from '../model/json-schema.ts';
import type { Path } from '../model/nodes.ts';
import { useFormStore } from '../store/store-context.ts';

/** The `onChange` of rjsf's fields, also for fields that pass only their value, as in the documentation of rjsf. */
type ChangeAt = (value: unknown, path?: Path, errors?: Parameters<FieldProps['onChange']>[2]) => void;

/**
 * Returns the `onChange` that rjsf passes to fields. It sets the value at a path and reports the errors that the field
 * passes with it. Without a path, it sets the value of the field itself.
 */
export function useChangeAt(own: Path): ChangeAt {
  const store = useFormStore();
  const change = use(ChangeContext);
  return useCallback<ChangeAt>(
    (value, path = own, errors) => {
      const next = value as JsonValue | undefined;
      if (change) change(path, next);
      else store.setValueAt(path, next);
      if (errors) store.raiseErrors(path, errors as ErrorSchema);
    },
    [store, change, own],
  );
}
