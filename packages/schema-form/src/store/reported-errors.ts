import { getOwnErrors } from '../model/all-errors.ts';
import { getMemberName } from '../model/field-name.ts';
import { type ErrorSchema, getOwn, type JsonObject } from '../model/json-schema.ts';
import { reuseUnchanged } from '../model/reuse-unchanged.ts';

/** The sources of errors. */
export interface ErrorSources {
  /** The errors that the server found. Each disappears when its field changes. */
  serverErrors: ErrorSchema;
  /** Returns every error in the form's data, `{}` if it is valid. */
  validate(data: JsonObject): ErrorSchema;
}

/** The errors that a form reports. */
export interface Report {
  errors: ErrorSchema;
  /** An id of the last failed submit attempt; null while the summary is not shown. */
  attempt: string | null;
}

/**
 * Decides which errors are reported, and when. While a person fills in a form, a field reports its errors
 * after it was changed and left. After a failed submit attempt, all fields report theirs, except those that
 * appeared since. A field that a person is changing reports nothing until it is left.
 */
export class ReportedErrors {
  #sources: ErrorSources;
  #serverErrors: ErrorSchema;
  #own: ErrorSchema = none;
  /** The errors that plug-ins found in their values. Each disappears when its field changes. */
  #raised: ErrorSchema = none;
  #validated: JsonObject | null = null;
  #attempts = 0;
  #hasFailed = false;
  /** The names of fields that were changed. */
  #changed = new Set<string>();
  /** The names of fields that appeared since the last submit attempt. */
  #appeared = new Set<string>();
  #report: Report;

  constructor(sources: ErrorSources) {
    this.#sources = sources;
    this.#serverErrors = sources.serverErrors;
    this.#report = this.#create();
  }

  getReport(): Report {
    return this.#report;
  }

  /** Replaces the sources after the server found other errors or the language changed. */
  setSources(sources: ErrorSources): void {
    const before = this.#sources;
    this.#sources = sources;
    if (before.serverErrors !== sources.serverErrors) this.#serverErrors = sources.serverErrors;
    if (before.validate !== sources.validate && this.#validated) this.#own = this.#validate(this.#validated);
    this.#update();
  }

  /** Records that a field was changed. It and its members report nothing until it is left. */
  change(name: string): void {
    this.#changed.add(name);
    this.#serverErrors = omit(this.#serverErrors, name);
    this.#own = omit(this.#own, name);
    this.#raised = omit(this.#raised, name);
    this.#update();
  }

  /** Reports errors of one value until it changes. They do not prevent a submission. */
  raise(path: readonly (string | number)[], errors: ErrorSchema): void {
    const nested = path.reduceRight<ErrorSchema>((inner, key) => ({ [key]: inner }), errors);
    this.#raised = merge(this.#raised, nested);
    this.#update();
  }

  appear(name: string): void {
    this.#appeared.add(name);
  }

  /** Validates the data after a person left a field. */
  leave(data: JsonObject): void {
    this.#own = this.#validate(data);
    this.#update();
  }

  /** Validates the data for a submit attempt and returns whether it is valid. */
  submit(data: JsonObject): boolean {
    this.#hasFailed = true;
    this.#appeared.clear();
    this.#own = this.#validate(data);
    this.#attempts += 1;
    this.#hasFailed = hasErrors(this.#own);
    this.#update();
    return !this.#hasFailed;
  }

  /** Drops the errors of the server when the data is sent, because they no longer apply. */
  send(): void {
    this.#serverErrors = none;
    this.#update();
  }

  /**
   * Renames fields after items of a list were added, removed or moved. Names of removed items are dropped.
   */
  rename(toName: (name: string) => string | null): void {
    this.#changed = renameAll(this.#changed, toName);
    this.#appeared = renameAll(this.#appeared, toName);
  }

  #validate(data: JsonObject): ErrorSchema {
    this.#validated = data;
    return filter(this.#sources.validate(data), (names) => {
      if (this.#changed.has(names.at(-1) ?? '')) return true;
      return this.#hasFailed && !names.some((name) => this.#appeared.has(name));
    });
  }

  #update(): void {
    this.#report = this.#create();
  }

  #create(): Report {
    const before = this.#report as Report | undefined;
    const errors = reuseUnchanged(
      before?.errors ?? none,
      merge(merge(this.#serverErrors, this.#own), this.#raised),
    );
    const isCalledFor = this.#hasFailed || hasErrors(this.#serverErrors);
    const attempt = isCalledFor ? String(this.#attempts) : null;
    return before?.errors === errors && before.attempt === attempt ? before : { errors, attempt };
  }
}

const none: ErrorSchema = {};

/** Returns whether a value or any of its members has errors. */
export function hasErrors(errors: ErrorSchema | undefined): boolean {
  return Object.keys(errors ?? {}).length > 0;
}

/** Returns the errors at a path; undefined if there are none. */
export function getErrorsAt(
  errors: ErrorSchema,
  path: readonly (string | number)[],
): ErrorSchema | undefined {
  let own: ErrorSchema | undefined = errors;
  for (const key of path) {
    const next: ErrorSchema | string[] | undefined = getOwn(own, String(key));
    own = Array.isArray(next) ? undefined : next;
  }
  return own;
}

/** Returns the errors of the value itself. */
export function getValueErrors(errors: ErrorSchema | undefined): readonly string[] {
  return getOwnErrors(errors) ?? noTexts;
}

const noTexts: readonly string[] = [];

/**
 * Returns the errors of fields that pass. `passes` gets the name of the field after the names of its
 * ancestors.
 */
function filter(
  errors: ErrorSchema,
  passes: (names: readonly string[]) => boolean,
  names: readonly string[] = ['root'],
): ErrorSchema {
  const entries = Object.entries(errors).flatMap(([key, value]): [string, ErrorSchema | string[]][] => {
    if (value === undefined) return [];
    if (Array.isArray(value)) return passes(names) ? [[key, value]] : [];
    const inner = filter(value, passes, [...names, getMemberName(names.at(-1) ?? '', key)]);
    return inner === none ? [] : [[key, inner]];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : none;
}

/** Returns the errors without those of a field and its members. */
function omit(errors: ErrorSchema, name: string): ErrorSchema {
  return hasErrors(errors) ? filter(errors, (names) => !names.includes(name)) : errors;
}

function merge(a: ErrorSchema, b: ErrorSchema): ErrorSchema {
  if (!hasErrors(a)) return b;
  if (!hasErrors(b)) return a;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries(
    [...keys].map((key) => {
      const [left, right] = [a[key], b[key]];
      if (left === undefined || right === undefined) return [key, left ?? right];
      if (Array.isArray(left) || Array.isArray(right)) return [key, right];
      return [key, merge(left, right)];
    }),
  ) as ErrorSchema;
}

function renameAll(names: ReadonlySet<string>, toName: (name: string) => string | null): Set<string> {
  return new Set([...names].flatMap((name) => toName(name) ?? []));
}
