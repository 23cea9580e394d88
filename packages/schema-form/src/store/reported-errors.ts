import { getOwnErrors } from '../model/all-errors.ts';
import type { ErrorSchema, JsonObject } from '../model/json-schema.ts';
import { share } from '../model/share.ts';

/** Where errors come from. */
export interface ErrorSources {
  /** The errors that the server found; each disappears when its field changes. */
  serverErrors: ErrorSchema;
  /** Every error in the form's data, `{}` when it is valid. */
  validate(data: JsonObject): ErrorSchema;
}

/** What a form reports. */
export interface Report {
  errors: ErrorSchema;
  /** Differs for each submit attempt that failed; null while the summary is not shown. */
  attempt: string | null;
}

/**
 * Which errors are reported, and when. While a form is filled in, a field reports its errors once it was changed and
 * left. After a failed submit attempt every field does, except those that appeared since. A field that is being
 * changed reports nothing until it is left.
 */
export class ReportedErrors {
  #sources: ErrorSources;
  #serverErrors: ErrorSchema;
  #own: ErrorSchema = none;
  /** What plug-ins found in their own values; each disappears when its field changes. */
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

  /** The server found other errors, or the texts are those of another language. */
  setSources(sources: ErrorSources): void {
    const before = this.#sources;
    this.#sources = sources;
    if (before.serverErrors !== sources.serverErrors) this.#serverErrors = sources.serverErrors;
    if (before.validate !== sources.validate && this.#validated) this.#own = this.#validate(this.#validated);
    this.#update();
  }

  /** A field was changed: it and what is inside it report nothing until it is left. */
  change(name: string): void {
    this.#changed.add(name);
    this.#serverErrors = omit(this.#serverErrors, name);
    this.#own = omit(this.#own, name);
    this.#raised = omit(this.#raised, name);
    this.#update();
  }

  /** Reports errors of one value until it changes. They keep nobody from submitting. */
  raise(path: readonly (string | number)[], errors: ErrorSchema): void {
    const nested = path.reduceRight<ErrorSchema>((inner, key) => ({ [key]: inner }), errors);
    this.#raised = merge(this.#raised, nested);
    this.#update();
  }

  appear(name: string): void {
    this.#appeared.add(name);
  }

  /** A field was left. */
  leave(data: JsonObject): void {
    this.#own = this.#validate(data);
    this.#update();
  }

  /** Somebody tries to submit; gives whether the data are valid. `isRelevant` limits the errors that count. */
  submit(data: JsonObject): boolean {
    this.#hasFailed = true;
    this.#appeared.clear();
    this.#own = this.#validate(data);
    this.#attempts += 1;
    this.#hasFailed = hasErrors(this.#own);
    this.#update();
    return !this.#hasFailed;
  }

  /** The data are sent: what the server said before no longer holds. */
  send(): void {
    this.#serverErrors = none;
    this.#update();
  }

  /** Items of a list were added, removed or moved: names follow, those of removed items go. */
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
    const errors = share(before?.errors ?? none, merge(merge(this.#serverErrors, this.#own), this.#raised));
    const isCalledFor = this.#hasFailed || hasErrors(this.#serverErrors);
    const attempt = isCalledFor ? String(this.#attempts) : null;
    return before?.errors === errors && before.attempt === attempt ? before : { errors, attempt };
  }
}

const none: ErrorSchema = {};

/** Whether anything is wrong with a value or with what is inside it. */
export function hasErrors(errors: ErrorSchema | undefined): boolean {
  return Object.keys(errors ?? {}).length > 0;
}

/** The errors at a path; undefined where there are none. */
export function getErrorsAt(
  errors: ErrorSchema,
  path: readonly (string | number)[],
): ErrorSchema | undefined {
  let own: ErrorSchema | undefined = errors;
  for (const key of path) {
    const next: ErrorSchema | string[] | undefined = own && Object.hasOwn(own, key) ? own[key] : undefined;
    own = Array.isArray(next) ? undefined : next;
  }
  return own;
}

/** The errors of a value itself. */
export function getErrorTexts(errors: ErrorSchema | undefined): readonly string[] {
  return getOwnErrors(errors) ?? noTexts;
}

const noTexts: readonly string[] = [];

/** The errors whose field passes, by its name and before it the names of what it is in. */
function filter(
  errors: ErrorSchema,
  passes: (names: readonly string[]) => boolean,
  names: readonly string[] = ['root'],
): ErrorSchema {
  const entries = Object.entries(errors).flatMap(([key, value]): [string, ErrorSchema | string[]][] => {
    if (value === undefined) return [];
    if (Array.isArray(value)) return passes(names) ? [[key, value]] : [];
    const inner = filter(value, passes, [...names, `${names.at(-1)}[${key}]`]);
    return inner === none ? [] : [[key, inner]];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : none;
}

/** The errors but those of a field and of what is inside it. */
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
