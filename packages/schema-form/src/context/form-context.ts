import { createContext, useContext } from 'react';
import type { TranslateFile } from '../model/files.ts';
import type { ItemTexts } from '../model/item-name.ts';
import type { Writing } from '../model/writing.ts';
import type { FormRegistry } from './form-registry.ts';

/** The words of a reading page, in the page's language; the host gives them. */
export interface ViewTexts extends ItemTexts {
  yes: string;
  no: string;
  notGiven: string;
  /** Of a masked value; its name follows. */
  show: string;
  hide: string;
  deprecated: string;
}

/** The words of the form itself. */
export interface FormTexts extends ViewTexts {
  errorSummary: string;
  optional: string;
  choose: string;
  add: string;
  remove: string;
  duplicate: string;
  moveUp: string;
  moveDown: string;
  key: string;
  /** Of a property that was just added. */
  newKey: string;
  unsupported: string;
  /** Of the picker beside a colour; the name of the colour follows. */
  palette: string;
  day: string;
  month: string;
  year: string;
  /** Of a text that may have so many characters more. */
  charactersLeft(count: number): string;
  charactersTooMany(count: number): string;
  /** Opens the list of a searchable choice, and the name of the list. */
  showOptions: string;
  options: string;
  noOptions: string;
  /** How many options fit what is typed. */
  optionsFound(count: number): string;
  /** How several entries go into one line. */
  tagsHelp: string;
  added(entry: string): string;
  removed(entry: string): string;
  /** Brings back what was removed last. */
  undo: string;
  restored(entry: string): string;
  /** Of an entry of a list that has another place now. */
  moved(place: number, total: number): string;
  /** Of a list; `most` is null where there may be any number. */
  entryLimits(fewest: number, most: number | null): string;
  /** Shows the fields of what was chosen, where no script does. */
  showFields: string;
  /** The name of one of several steps, the first of which is 1; a step may have no title. */
  step(number: number, count: number, title: string | null): string;
  next: string;
  back: string;
  /** Of the list of steps. */
  steps: string;
  /** Of the type of a value that may be of several; the name of the value follows. */
  kind: string;
  /** What a value of a type is called. */
  kinds: Record<'string' | 'number' | 'boolean' | 'array' | 'object', string>;
}

/** What every part of a reading page may need to know. */
export interface ViewContextValue {
  texts: ViewTexts;
  /** BCP 47, for dates and numbers. */
  locale: string;
  /** What the host adds. */
  registry?: FormRegistry;
  /** Of forms with fields for files. */
  files?: FileContextValue | null;
}

/** What every part of a form may need to know. */
export interface FormContextValue extends ViewContextValue {
  texts: FormTexts;
  /** How numbers and dates are written: from a table of the host, or by `getWriting(locale)`. */
  writing: Writing;
  /**
   * Asks the address of `ui:options.checkUrl` about a value; gives what is wrong with it, null for
   * nothing. Without it nobody is asked.
   */
  checkValue?(address: string, value: string, signal: AbortSignal): Promise<string | null>;
}

/** What fields for files need; a host's texts of them are in `files.json`. */
export interface FileContextValue {
  translate: TranslateFile;
  /** Sends a file to where it is kept; null where nobody takes one. */
  send: SendFile | null;
}

/** Gives the value that stands for the file from then on, or why there is none, in words where there are some. */
export type SendFile = (
  file: File,
  options: {
    /** The name of the field that it is for. */
    field: string;
    signal: AbortSignal;
    /** Called with the part that has been sent, from 0 to 1. */
    onProgress(share: number): void;
  },
) => Promise<{ kind: 'sent'; value: string } | { kind: 'failed'; message: string | null }>;

export const FormContext = createContext<FormContextValue | ViewContextValue | null>(null);

/** The context of a reading page or of a form; throws outside of both. */
export function useViewContext(): ViewContextValue {
  const context = useContext(FormContext);
  if (!context) throw new Error('A part of the form stands outside of SchemaForm or SchemaView');
  return context;
}

/** The context of a form; to be asked for in one only. */
export function useFormContext(): FormContextValue {
  return useViewContext() as FormContextValue;
}
