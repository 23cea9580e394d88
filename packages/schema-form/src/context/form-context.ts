import { createContext, useContext } from 'react';
import type { TranslateFile } from '../model/files.ts';
import type { ItemTexts } from '../model/item-name.ts';
import type { WeekTexts } from '../model/local-values.ts';
import type { Writing } from '../model/writing.ts';
import type { ValueRegistry } from './value-registry.ts';

/** The texts of a reading page in the page's language, which the host provides. */
export interface ViewTexts extends ItemTexts, WeekTexts {
  yes: string;
  no: string;
  notGiven: string;
  /** The button that shows a masked value; the value's name follows. */
  show: string;
  hide: string;
  deprecated: string;
  /** The link to the form of a section; the title of the section follows. */
  edit: string;
  /** The link to the field of a missing value; the title of the value follows. */
  add: string;
  /** Stands above a page on which most values are missing. */
  incomplete: string;
}

/** The texts of a searchable list. */
export interface ListTexts {
  /** The button that opens the list. */
  showOptions: string;
  /** The name of the list. */
  options: string;
  noOptions: string;
  /** The number of options that match the typed text. */
  optionsFound(count: number): string;
}

/** The texts of a form. */
export interface FormTexts extends ViewTexts, ListTexts {
  errorSummary: string;
  /** The name of the links to the sections of a long form. */
  contents: string;
  /** The number of errors in a section. */
  errorCount(count: number): string;
  optional: string;
  choose: string;
  remove: string;
  duplicate: string;
  moveUp: string;
  moveDown: string;
  key: string;
  /** The name of a property that was just added. */
  newKey: string;
  unsupported: string;
  /** The picker beside a colour; the colour's name follows. */
  palette: string;
  day: string;
  month: string;
  year: string;
  week: string;
  /** The label says that hours count from 0 to 23. */
  hour: string;
  minute: string;
  second: string;
  /** The number of characters that may still be added to a text. */
  charactersLeft(count: number): string;
  charactersTooMany(count: number): string;
  /** Explains how to type several items in one line. */
  tagsHelp: string;
  added(entry: string): string;
  removed(entry: string): string;
  /** The button that adds an item to a list or an entry to a map. */
  addTo(list: string): string;
  /** Brings back the item that was removed last. */
  undo: string;
  restored(item: string): string;
  /** Announces that an item of a list moved. */
  moved(place: number, total: number): string;
  /** The limits of a list; `most` is null if there is no maximum. */
  entryLimits(fewest: number, most: number | null): string;
  /** The button that shows the fields of the chosen option if there is no script. */
  showFields: string;
  /** The name of a step, counted from 1; the title is null if it has none. */
  step(number: number, count: number, title: string | null): string;
  next: string;
  back: string;
  /** The name of the navigation between steps. */
  steps: string;
  /** The label of the control that selects the type of a value. */
  kind: string;
  /** The name of a value of each type. */
  kinds: Record<'string' | 'number' | 'boolean' | 'array' | 'object', string>;
}

/** The context of all components of a reading page. */
export interface ViewContextValue {
  texts: ViewTexts;
  /** A BCP 47 tag, for dates and numbers. */
  locale: string;
  /** The calendar of `Intl` whose date follows the Gregorian one, such as `islamic-umalqura`; none by default. */
  secondCalendar?: string | null;
  /** The components of the host for the reading page. */
  registry?: ValueRegistry;
  /** The context of file fields; absent if there are none. */
  files?: FileContextValue | null;
}

/** The context of all components of a form. */
export interface FormContextValue extends ViewContextValue {
  texts: FormTexts;
  /** The notation of numbers and dates, from a table of the host or from `getWriting(locale)`. */
  writing: Writing;
  /**
   * Validates a value at the URL of `ui:options.checkUrl`. Returns the error; null if the value is valid.
   * Without this function, no URL is called.
   */
  checkValue?(address: string, value: string, signal: AbortSignal): Promise<string | null>;
}

/** The context of file fields. The host's texts for them are in `files.json`. */
export interface FileContextValue {
  translate: TranslateFile;
  /** Uploads a file; null if the host accepts no files. */
  send: SendFile | null;
}

/**
 * Uploads a file. Returns the value that represents the file, or the reason for the failure if it is known.
 */
export type SendFile = (
  file: File,
  options: {
    /** The name of the field that the file belongs to. */
    field: string;
    signal: AbortSignal;
    /** Called with the uploaded share, from 0 to 1. */
    onProgress(share: number): void;
  },
) => Promise<{ kind: 'sent'; value: string } | { kind: 'failed'; message: string | null }>;

export const FormContext = createContext<FormContextValue | ViewContextValue | null>(null);

/** Returns the context of a reading page or a form; throws outside both. */
export function useViewContext(): ViewContextValue {
  const context = useContext(FormContext);
  if (!context) throw new Error('useViewContext must be called inside SchemaForm or SchemaView');
  return context;
}

/** Returns the context of a form. Only components of a form may call it. */
export function useFormContext(): FormContextValue {
  return useViewContext() as FormContextValue;
}
