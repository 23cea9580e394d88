import { createContext, useCallback, useContext, useLayoutEffect, useRef, useState } from 'react';

/**
 * What is typed and not yet told to the form. Inputs are uncontrolled: a key press reaches neither
 * React nor the form, and what was typed before the page's script came stays. A draft is committed
 * when its field is left, and always before the form is submitted or the page is left.
 */
export class Drafts {
  readonly #commits = new Map<string, () => void>();
  readonly #fields = new Set<() => void>();
  #form: HTMLFormElement | null = null;

  add(id: string, commit: () => void): void {
    this.#commits.set(id, commit);
  }

  has(id: string): boolean {
    return this.#commits.has(id);
  }

  /** Commits the draft of one field; nothing when it has none. */
  commit(id: string): void {
    const commit = this.#commits.get(id);
    this.#commits.delete(id);
    commit?.();
  }

  commitAll(): void {
    for (const id of [...this.#commits.keys()]) this.commit(id);
  }

  /** Commits a field when its form is reset, until the function that it gives is called. */
  join(form: HTMLFormElement | null, commit: () => void): () => void {
    this.#fields.add(commit);
    if (form && this.#form !== form) {
      this.#form = form;
      form.addEventListener('reset', this.#onReset);
    }
    return () => {
      this.#fields.delete(commit);
      if (this.#fields.size > 0) return;
      this.#form?.removeEventListener('reset', this.#onReset);
      this.#form = null;
    };
  }

  readonly #onReset = () => {
    // The fields get their first values back only after the event.
    setTimeout(() => {
      this.#commits.clear();
      for (const commit of [...this.#fields]) commit();
    });
  };
}

export const DraftsContext = createContext<Drafts | null>(null);

interface DraftOptions<E extends Element, V> {
  id: string;
  value: V;
  onCommit(value: V): void;
  /** The value that the element shows. */
  read(element: E): V;
  /** Makes the element show a value. */
  write(element: E, value: V): void;
}

// The server has no layout; there the effect is never run.
const useDomEffect = typeof document === 'undefined' ? () => {} : useLayoutEffect;

/** Joins an uncontrolled element to its value: gives its ref and the handlers of its events. */
export function useDraft<E extends Element, V>({ id, value, onCommit, read, write }: DraftOptions<E, V>) {
  const drafts = useContext(DraftsContext);
  const element = useRef<E>(null);
  // What the markup says stays as it was: it is what a reset goes back to.
  const [initial] = useState(value);
  const shown = useRef<{ value: V } | null>(null);
  const latest = useRef({ onCommit, read, write });
  useDomEffect(() => {
    latest.current = { onCommit, read, write };
  });

  const commit = useCallback(() => {
    if (!element.current) return;
    const next = latest.current.read(element.current);
    if (Object.is(next, shown.current?.value)) return;
    shown.current = { value: next };
    latest.current.onCommit(next);
  }, []);
  const onInput = useCallback(() => drafts?.add(id, commit), [drafts, id, commit]);
  const onBlur = useCallback(() => drafts?.commit(id), [drafts, id]);
  /** For elements whose every change is a decision: radios, checkboxes, selects. */
  const onChange = useCallback(() => {
    drafts?.add(id, commit);
    drafts?.commit(id);
  }, [drafts, id, commit]);

  useDomEffect(() => drafts?.join(element.current?.closest('form') ?? null, commit), [drafts, commit]);
  useDomEffect(() => {
    const current = element.current;
    if (!current) return;
    if (shown.current === null) {
      // The first time the element shows what the server wrote, or what was typed or restored since.
      shown.current = { value };
      if (!Object.is(latest.current.read(current), value)) drafts?.add(id, commit);
    } else if (!Object.is(shown.current.value, value) && !drafts?.has(id)) {
      shown.current = { value };
      latest.current.write(current, value);
    }
  }, [id, value, drafts, commit]);

  return { element, initial, onInput, onBlur, onChange };
}
