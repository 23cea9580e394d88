import { createContext, type RefObject, useContext, useLayoutEffect, useState } from 'react';

/** How long nobody has typed, in milliseconds, when what was typed is told to the form. */
const pause = 1000;

/**
 * What is typed and not yet told to the form. Inputs are uncontrolled: a key press reaches neither
 * React nor the form, and what was typed before the page's script came stays. A draft is committed
 * when its field is left, or, where its field allows it, when nobody types for a while; and always
 * before the form is submitted or the page is left.
 */
export class Drafts {
  readonly #pending = new Set<Committer>();
  readonly #fields = new Set<Committer>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changes: Change[] | null = null;

  add(field: Committer): void {
    this.#pending.add(field);
    if (!field.isCommittedInPauses) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#commitInPause(), pause);
  }

  has(field: Committer): boolean {
    return this.#pending.has(field);
  }

  /** Commits the draft of one field; nothing when it has none. */
  commit(field: Committer): void {
    if (this.#pending.delete(field)) field.commit();
  }

  commitAll(): void {
    for (const field of [...this.#pending]) this.commit(field);
  }

  join(field: Committer): void {
    this.#fields.add(field);
  }

  /** Commits every field: to be called when the form is being reset. */
  reset(): void {
    // The fields get their first values back only after the event.
    setTimeout(() => {
      this.#pending.clear();
      for (const field of this.#fields) {
        if (field.isThere()) field.commit();
        else this.#fields.delete(field);
      }
    });
  }

  /** What is typed and not committed; it stays so. */
  read(): Change[] {
    clearTimeout(this.#timer);
    const changes: Change[] = [];
    this.#changes = changes;
    for (const field of this.#pending) field.tell();
    this.#changes = null;
    return changes;
  }

  /** Whether a change is only being read, and must not reach the form. */
  catches(path: readonly (string | number)[], value: unknown): boolean {
    this.#changes?.push({ path, value });
    return this.#changes !== null;
  }

  #commitInPause(): void {
    for (const field of [...this.#pending]) if (field.isCommittedInPauses) this.commit(field);
  }
}

interface Change {
  path: readonly (string | number)[];
  value: unknown;
}

/** A field as the form knows it. */
export interface Committer {
  commit(): void;
  /** Tells what it shows without taking it for committed. */
  tell(): void;
  /** Whether its element is in the page. */
  isThere(): boolean;
  /** Whether every state of it while it is typed is a value. */
  readonly isCommittedInPauses: boolean;
}

export const DraftsContext = createContext<Drafts | null>(null);

interface DraftOptions<E extends Element, V> {
  value: V;
  onCommit(value: V): void;
  /** The value that the element shows. */
  read(element: E): V;
  /** Makes the element show a value. */
  write(element: E, value: V): void;
  isCommittedInPauses?: boolean;
}

/**
 * An uncontrolled element joined to its value: its ref and the handlers of its events. One object a
 * field, since a form has hundreds of them and each hook of each field takes its time.
 */
export class Draft<E extends Element, V> implements Committer {
  readonly element: RefObject<E | null> = { current: null };
  /** What the markup says stays as it was: it is what a reset goes back to. */
  readonly initial: V;
  readonly #drafts: Drafts | null;
  #options: DraftOptions<E, V>;
  #shown: { value: V } | null = null;

  constructor(drafts: Drafts | null, options: DraftOptions<E, V>) {
    this.#drafts = drafts;
    this.#options = options;
    this.initial = options.value;
  }

  get isCommittedInPauses(): boolean {
    return this.#options.isCommittedInPauses ?? false;
  }

  isThere(): boolean {
    return this.element.current !== null;
  }

  /** Takes over what was drawn last. */
  update(options: DraftOptions<E, V>): void {
    this.#options = options;
    const element = this.element.current;
    if (!element) return;
    const { value } = options;
    if (this.#shown === null) {
      // The first time the element shows what the server wrote, or what was typed or restored since.
      this.#shown = { value };
      this.#drafts?.join(this);
      if (!Object.is(options.read(element), value)) this.#drafts?.add(this);
    } else if (!Object.is(this.#shown.value, value) && !this.#drafts?.has(this)) {
      this.#shown = { value };
      options.write(element, value);
    }
  }

  commit(): void {
    if (!this.element.current) return;
    const next = this.#options.read(this.element.current);
    if (Object.is(next, this.#shown?.value)) return;
    this.#shown = { value: next };
    this.#options.onCommit(next);
  }

  tell(): void {
    if (this.element.current) this.#options.onCommit(this.#options.read(this.element.current));
  }

  readonly onInput = () => this.#drafts?.add(this);
  readonly onBlur = () => this.#drafts?.commit(this);
  /** For elements whose every change is a decision: radios, checkboxes, selects. */
  readonly onChange = () => {
    this.onInput();
    this.onBlur();
  };
}

// The server has no layout; there the effect is never run.
export const useDomEffect = typeof document === 'undefined' ? () => {} : useLayoutEffect;

/** Joins an uncontrolled element to its value. */
export function useDraft<E extends Element, V>(options: DraftOptions<E, V>): Draft<E, V> {
  const drafts = useContext(DraftsContext);
  const [draft] = useState(() => new Draft<E, V>(drafts, options));
  useDomEffect(() => draft.update(options));
  return draft;
}
