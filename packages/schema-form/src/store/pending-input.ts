/** How long a pause in typing lasts before pending input is committed, in milliseconds. */
const pause = 1000;

/** The interface of a control to the store. */
export interface InputControl {
  /** Commits the value of its element. */
  commit(): void;
  /** Returns the value of its element without committing it. */
  read(): { path: readonly (string | number)[]; value: unknown };
  /**
   * Whether a person was in its element when the page's script began. Until they leave it, no other value is written there,
   * such as that of a saved draft: it would mix with what they are about to type.
   */
  readonly isHeld: boolean;
  /** Returns whether its element is in the page. */
  isConnected(): boolean;
  /**
   * Whether every intermediate state of its text is a valid value, so that it may be committed while a person
   * types.
   */
  readonly commitsInPauses: boolean;
}

/**
 * Input that was typed and is not yet committed to the form's data. Controls are uncontrolled: a key press
 * reaches neither React nor the data, and text that was typed before the page's script loaded stays. Input is
 * committed when a person leaves its field or pauses, and always before the form is submitted or the page is
 * left.
 */
export class PendingInput {
  readonly #pending = new Set<InputControl>();
  readonly #controls = new Set<InputControl>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  add(control: InputControl): void {
    this.#pending.add(control);
    if (!control.commitsInPauses) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const waiting of [...this.#pending]) if (waiting.commitsInPauses) this.commit(waiting);
    }, pause);
  }

  has(control: InputControl): boolean {
    return this.#pending.has(control);
  }

  /** Commits the pending input of one control, if there is any. */
  commit(control: InputControl): void {
    if (this.#pending.delete(control)) control.commit();
  }

  commitAll(): void {
    clearTimeout(this.#timer);
    // What a held element shows is what the person sends.
    for (const control of this.#controls) if (control.isHeld) this.#pending.add(control);
    for (const control of [...this.#pending]) this.commit(control);
  }

  /** Registers a control, so that a reset reaches it. Returns a function that removes it. */
  register(control: InputControl): () => void {
    this.#controls.add(control);
    return () => {
      this.#controls.delete(control);
      this.#pending.delete(control);
    };
  }

  /** Commits every control after its form was reset. */
  reset(): void {
    // The elements show their initial values only after the event.
    setTimeout(() => {
      this.#pending.clear();
      for (const control of [...this.#controls]) if (control.isConnected()) control.commit();
    });
  }

  /** Returns the pending input without committing it, for a form that is about to disappear. */
  read(): ReturnType<InputControl['read']>[] {
    clearTimeout(this.#timer);
    return [...this.#pending].map((control) => control.read());
  }
}
