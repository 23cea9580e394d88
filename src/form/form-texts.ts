import { createContext, useContext } from 'react';

/** The words of the form itself, in the page's language; the host gives them. */
export interface FormTexts {
  errorSummary: string;
  optional: string;
  choose: string;
  yes: string;
  no: string;
  notGiven: string;
  add: string;
  remove: string;
  duplicate: string;
  moveUp: string;
  moveDown: string;
  key: string;
  unsupported: string;
  /** Of a value that may be of several types. */
  kind: string;
  kinds: Record<'string' | 'number' | 'boolean', string>;
}

/** What every part of a form may need to know. */
export interface FormSurroundings {
  texts: FormTexts;
  /** BCP 47, for dates and numbers. */
  locale: string;
}

export const FormSurroundingsContext = createContext<FormSurroundings | null>(null);

/** The surroundings of the form; throws outside of one. */
export function useFormSurroundings(): FormSurroundings {
  const surroundings = useContext(FormSurroundingsContext);
  if (!surroundings) throw new Error('A part of the form stands outside of SchemaForm or SchemaView');
  return surroundings;
}
