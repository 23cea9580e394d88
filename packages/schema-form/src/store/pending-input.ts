/** How long nobody has typed, in milliseconds, before pending input is committed. */
const pause = 1000;

/** A control, as the store knows it. */
export interface InputControl {
  /** Commits the value that its element shows. */
  commit(): void;
  /** The value that its element shows, without committing it. */
  read(): { path: readonly (string | number)[]; value: unknown };
  /** Whether its element is in the page. */
  isConnected(): boolean;
  /** Whether every state of it while a person types is a value. */
  readonly commitsInPauses: boolean;
}

/**
 * Input that is typed and not yet committed to the form's data. Controls are uncontrolled: a key press reaches neither
 * React nor the data, and what was typed before the page's script came stays. Input is committed when its field is
 * left, when nobody types for a while, and always before the form is submitted or the page is left.
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

  /** Commits the pending input of one control; does nothing when it has none. */
  commit(control: InputControl): void {
    if (this.#pending.delete(control)) control.commit();
  }

  commitAll(): void {
    clearTimeout(this.#timer);
    for (const control of [...this.#pending]) this.commit(control);
  }

  /** Makes a control known, so that a reset reaches it. */
  register(control: InputControl): () => void {
    this.#controls.add(control);
    return () => {
      this.#controls.delete(control);
      this.#pending.delete(control);
    };
  }

  /** Commits every control after its form was reset. */
  reset(): void {
    // Elements show their first values again only after the event.
    setTimeout(() => {
      this.#pending.clear();
      for (const control of [...this.#controls]) if (control.isConnected()) control.commit();
    });
  }

  /** Reads what is pending and leaves it so, for a form that is about to disappear. */
  read(): ReturnType<InputControl['read']>[] {
    clearTimeout(this.#timer);
    return [...this.#pending].map((control) => control.read());
  }
}
