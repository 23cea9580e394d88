import { createContext, type ReactNode } from 'react';
import type { ErrorSchema, JsonObject } from '../model/json-schema.ts';
import type { Section } from '../model/sections.ts';

/** A form of several steps, as its parts see it. */
export interface FormSteps {
  /** A section as a step; all but one are hidden. */
  frame(section: Section, fields: ReactNode): ReactNode;
  /** What is saved at the end is told by `next` being null. */
  next: ReactNode;
  back: ReactNode;
  /** The faults that count now: of this step, at the end of all. */
  check(data: JsonObject): ErrorSchema;
  /** Those of some errors that are in this step. */
  pickShown(errors: ErrorSchema): ErrorSchema;
  /** The form's data have changed. */
  change(data: JsonObject): void;
  /** Somebody tried to go on with data that have faults. */
  fail(data: JsonObject): void;
  /** Goes on; gives false at the end. */
  goOn(): boolean;
}

export const StepsContext = createContext<FormSteps | null>(null);
