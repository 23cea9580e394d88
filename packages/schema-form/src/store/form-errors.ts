import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ErrorSchema, JsonObject } from '../model/json-schema.ts';
import { share } from '../model/share.ts';
import type { KnownEntries } from './known-entries.ts';
import { useSteady } from './use-steady.ts';

interface Judges {
  /** Faults that the server found; each goes when its field is changed. */
  serverErrors: ErrorSchema;
  /** The faults of the whole form. */
  check(data: JsonObject): ErrorSchema;
}

interface Shown {
  errors: ErrorSchema;
  /** When the summary shows what is wrong: after an attempt to submit, another one for each. */
  occasion: string | null;
}

/**
 * Which faults are shown, and when. While a form is filled in, only fields that were changed complain,
 * and only when they are left; once somebody has tried to submit it, all do but those of entries that
 * were added since. A field that is changed is quiet until it is left. Those who draw faults subscribe,
 * so that nothing else is drawn again.
 */
export class FormErrors {
  #judges: Judges;
  #serverErrors: ErrorSchema;
  #own: ErrorSchema = none;
  #judged: JsonObject | null = null;
  #attempts = 0;
  #hasFailed = false;
  readonly #changed = new Set<string>();
  #shown: Shown;
  readonly #listeners = new Set<() => void>();
  readonly #separator: string;
  readonly #known: KnownEntries | undefined;

  /**
   * `separator` stands between the names in the ids of fields, see id-separator.ts; `known` is for
   * forms with lists.
   */
  constructor(judges: Judges, separator: string, known?: KnownEntries) {
    this.#separator = separator;
    this.#known = known;
    this.#judges = judges;
    this.#serverErrors = judges.serverErrors;
    this.#shown = { errors: none, occasion: null };
    this.#show();
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getShown = () => this.#shown;

  /** The server found other faults, or the texts of the check are of another language. */
  judgeBy(judges: Judges): void {
    const before = this.#judges;
    this.#judges = judges;
    if (before.serverErrors !== judges.serverErrors) this.#serverErrors = judges.serverErrors;
    if (before.check !== judges.check && this.#judged) this.#own = this.#judge(this.#judged);
    this.#show();
  }

  /** A field was changed, or with no `id` something else; `data` is that of the form by now. */
  change(id: string | undefined, data: JsonObject): void {
    this.#known?.follow(data, this.#changed);
    if (id === undefined) return;
    this.#changed.add(id);
    this.#serverErrors = without(this.#serverErrors, this.#separator, id);
    this.#own = without(this.#own, this.#separator, id);
    this.#show();
  }

  /** A field was left; `data` is that of the form by now. */
  leave(data: JsonObject): void {
    this.#own = this.#judge(data);
    this.#show();
  }

  /** Somebody tries to submit; gives whether the form is in order. */
  submit(data: JsonObject): boolean {
    this.#hasFailed = true;
    this.#known?.learn(data);
    this.#own = this.#judge(data);
    this.#attempts += 1;
    this.#hasFailed = isFaulty(this.#own);
    this.#show();
    return !this.#hasFailed;
  }

  /** The server is asked anew; what it said before is no longer so. */
  send(): void {
    this.#serverErrors = none;
    this.#show();
  }

  #judge(data: JsonObject): ErrorSchema {
    this.#judged = data;
    const isShown = (ids: readonly string[]) =>
      this.#changed.has(ids.at(-1) ?? '') || (this.#hasFailed && !this.#known?.hasNew(ids));
    return filter(this.#judges.check(data), this.#separator, isShown);
  }

  #show(): void {
    const errors = share(this.#shown.errors, merge(this.#serverErrors, this.#own));
    const isCalledFor = this.#hasFailed || isFaulty(this.#serverErrors);
    const occasion = isCalledFor ? String(this.#attempts) : null;
    if (errors === this.#shown.errors && occasion === this.#shown.occasion) return;
    this.#shown = { errors, occasion };
    for (const listener of this.#listeners) listener();
  }
}

export const FormErrorsContext = createContext<FormErrors | null>(null);

/** What is shown of the form's faults; throws outside of one. */
export function useShownErrors(): Shown {
  const errors = useContext(FormErrorsContext);
  if (!errors) throw new Error('A part of the form stands outside of SchemaForm');
  return useSteady(useSyncExternalStore(errors.subscribe, errors.getShown, errors.getShown));
}

const none: ErrorSchema = {};

function isFaulty(errors: ErrorSchema): boolean {
  return Object.keys(errors).length > 0;
}

/** The errors whose field passes, by its id and before it those of what it is in. */
function filter(
  errors: ErrorSchema,
  separator: string,
  passes: (ids: readonly string[]) => boolean,
  ids: readonly string[] = ['root'],
): ErrorSchema {
  const entries = Object.entries(errors).flatMap(([key, value]): [string, ErrorSchema | string[]][] => {
    if (value === undefined) return [];
    if (Array.isArray(value)) return passes(ids) ? [[key, value]] : [];
    const inner = filter(value, separator, passes, [...ids, `${ids.at(-1)}${separator}${key}`]);
    return inner === none ? [] : [[key, inner]];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : none;
}

/** The errors but those of a field and of what is in it. */
function without(errors: ErrorSchema, separator: string, field: string): ErrorSchema {
  return filter(errors, separator, (ids) => !ids.includes(field));
}

function merge(a: ErrorSchema, b: ErrorSchema): ErrorSchema {
  if (!isFaulty(a)) return b;
  if (!isFaulty(b)) return a;
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
