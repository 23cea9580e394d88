import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ChosenBranches } from '../model/choices.ts';
import type { ErrorSchema } from '../model/json-schema.ts';
import { FormStore } from '../store/form-store.ts';
import type { SchemaFormProps } from './schema-form-props.ts';

const noErrors: ErrorSchema = {};
const noBranches: ChosenBranches = {};

/** Creates the store of a form. Later changes of the props change the store. */
export function useStoreOfProps(props: SchemaFormProps): FormStore {
  const { schema, uiSchema, data, savedDraft = null, serverErrors = noErrors, validate } = props;
  const { chosen = noBranches, navigation = null, step = null, section = null, removed = null } = props;
  const [store] = useState(
    () =>
      new FormStore({
        schema,
        uiSchema,
        resolver: props.parts?.resolver ?? null,
        data,
        chosen,
        serverErrors,
        validate,
        navigation,
        step,
        section,
        removed,
      }),
  );
  const latest = useRef(props);
  latest.current = props;
  store.onChange = (values) => latest.current.onChange?.(values, () => store.getVisibleData());
  useLayoutEffect(() => store.setForm(schema, uiSchema), [store, schema, uiSchema]);
  useEffect(() => store.setErrorSources({ serverErrors, validate }), [store, serverErrors, validate]);
  useEffect(() => store.setStored(data), [store, data]);
  useEffect(() => {
    if (savedDraft) store.restore(savedDraft);
  }, [store, savedDraft]);
  const begun = useRef(navigation);
  useEffect(() => {
    if (navigation && begun.current !== navigation) store.goTo(navigation);
    begun.current = navigation;
  }, [store, navigation]);
  const requested = useRef(step);
  useEffect(() => {
    if (requested.current !== step && store.getStepId() !== step) store.showStep(step);
    requested.current = step;
  }, [store, step]);
  return store;
}
