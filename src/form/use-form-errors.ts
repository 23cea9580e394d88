import { deepEquals } from '@rjsf/utils';
import { useMemo, useRef, useState } from 'react';
import type { ErrorSchema, JsonObject } from '../../shared/json-schema.ts';

interface FormErrorsOptions {
  /** Faults that the server found; each goes when its field is changed. */
  serverErrors: ErrorSchema;
  /** The faults of the whole form. */
  check(data: JsonObject): ErrorSchema;
}

/**
 * Which faults are shown, and when. While a form is filled in, only fields that were changed complain,
 * and only when they are left; once somebody has tried to submit it, all do. A field that is changed
 * is quiet until it is left.
 */
export function useFormErrors({ serverErrors, check }: FormErrorsOptions) {
  const [found, setFound] = useState<{ errors: ErrorSchema; by: FormErrorsOptions['check'] }>({
    errors: none,
    by: check,
  });
  const [attempts, setAttempts] = useState(0);
  const [hasFailed, setHasFailed] = useState(false);
  const [mended, setMended] = useState<{ of: ErrorSchema; ids: readonly string[] }>({
    of: serverErrors,
    ids: [],
  });
  const changed = useRef(new Set<string>());

  // The texts of another check are of another language.
  const own = found.by === check ? found.errors : none;
  const gone = mended.of === serverErrors ? mended.ids : noIds;
  const errors = useMemo(() => merge(without(serverErrors, gone), own), [serverErrors, gone, own]);
  const show = (next: ErrorSchema) => {
    if (!deepEquals(next, own)) setFound({ errors: next, by: check });
  };

  return {
    errors,
    /** When the summary shows what is wrong: after an attempt to submit, another one for each. */
    occasion: hasFailed || isFaulty(without(serverErrors, gone)) ? String(attempts) : null,
    /** A field was changed. */
    change(id: string) {
      changed.current.add(id);
      if (isFaulty(serverErrors)) setMended({ of: serverErrors, ids: [...gone, id] });
      show(without(own, [id]));
    },
    /** A field was left; `data` is that of the form by now. */
    leave(data: JsonObject) {
      const all = check(data);
      show(hasFailed ? all : only(all, changed.current));
    },
    /** Somebody tries to submit; gives whether the form is in order. */
    submit(data: JsonObject): boolean {
      const all = check(data);
      show(all);
      setAttempts(attempts + 1);
      setHasFailed(isFaulty(all));
      // The server is asked anew; what it said before is no longer so.
      if (!isFaulty(all)) setMended({ of: serverErrors, ids: ['root'] });
      return !isFaulty(all);
    },
  };
}

const none: ErrorSchema = {};
const noIds: readonly string[] = [];

function isFaulty(errors: ErrorSchema): boolean {
  return Object.keys(errors).length > 0;
}

/** The errors whose field's id passes; ids are those of rjsf, `root_address_street`. */
function filter(errors: ErrorSchema, passes: (id: string) => boolean, id = 'root'): ErrorSchema {
  const entries = Object.entries(errors).flatMap(([key, value]): [string, ErrorSchema | string[]][] => {
    if (value === undefined) return [];
    if (Array.isArray(value)) return passes(id) ? [[key, value]] : [];
    const inner = filter(value, passes, `${id}_${key}`);
    return inner === none ? [] : [[key, inner]];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : none;
}

/** The errors but those of these fields and of what is in them. */
function without(errors: ErrorSchema, ids: readonly string[]): ErrorSchema {
  return filter(errors, (id) => !ids.some((own) => id === own || id.startsWith(`${own}_`)));
}

function only(errors: ErrorSchema, ids: ReadonlySet<string>): ErrorSchema {
  return filter(errors, (id) => ids.has(id));
}

function merge(a: ErrorSchema, b: ErrorSchema): ErrorSchema {
  if (Object.keys(a).length === 0) return b;
  if (Object.keys(b).length === 0) return a;
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
