import type { JsonObject } from '../model/json-schema.ts';
import { useFormStore } from '../store/store-context.ts';

/** Reads the data that a form has now, with the defaults that it filled in. */
export interface FormData {
  getData(): JsonObject;
  /** Returns the data without hidden values, which is what the form sends. */
  getVisible(): JsonObject;
}

/** Returns functions that read the data of the form around the component; throws outside a form. */
export function useFormData(): FormData {
  const store = useFormStore();
  return { getData: store.getData, getVisible: () => store.getVisibleData() };
}
