import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Path } from '../model/nodes.ts';
import type { InputControl, PendingInput } from '../store/pending-input.ts';
import { useFormStore } from '../store/store-context.ts';

export interface InputOptions<E extends Element, V> {
  path: Path;
  /** The committed value or its text, compared by `Object.is`. */
  value: V;
  onCommit(value: V): void;
  /** Returns the value that the element shows. */
  read(element: E): V;
  /** Makes the element show a value. */
  write(element: E, value: V): void;
  /** Whether every intermediate state of typed text is a valid value, so that it is committed when typing pauses. */
  commitsInPauses?: boolean;
  /** Other state that affects what the element shows, such as options. When it changes, the value is written again. */
  choices?: unknown;
  /** Converts the element's value to that of the form's data; by default they are equal. */
  toData?(value: V): unknown;
}

/** Binds an uncontrolled element to its value by a ref and event handlers. */
export class Input<E extends Element, V> implements InputControl {
  readonly element: RefObject<E | null> = { current: null };
  /** The value in the markup, which a reset restores. */
  readonly initial: V;
  readonly #pendingInput: PendingInput;
  #options: InputOptions<E, V>;
  #shown: { value: V } | null = null;
  #isHeld = false;

  constructor(pendingInput: PendingInput, options: InputOptions<E, V>) {
    this.#pendingInput = pendingInput;
    this.#options = options;
    this.initial = options.value;
  }

  get commitsInPauses(): boolean {
    return this.#options.commitsInPauses ?? false;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  isConnected(): boolean {
    return this.element.current !== null;
  }

  /** Adopts the options of the last render. */
  update(options: InputOptions<E, V>): void {
    const hasOtherChoices = !Object.is(options.choices, this.#options.choices);
    this.#options = options;
    const element = this.element.current;
    if (!element) return;
    const { value } = options;
    if (this.#shown === null) {
      // On the first call, the element shows the server's value, or text that was typed or restored since.
      this.#shown = { value };
      if (!Object.is(options.read(element), value)) this.#pendingInput.add(this);
      if (element.contains(document.activeElement)) this.#hold(element);
      return;
    }
    if (this.#isHeld || this.#pendingInput.has(this)) return;
    if (!hasOtherChoices && Object.is(this.#shown.value, value)) return;
    this.#shown = { value };
    options.write(element, value);
  }

  #hold(element: E): void {
    this.#isHeld = true;
    const release = () => {
      this.#isHeld = false;
      this.update(this.#options);
    };
    element.addEventListener('focusout', release, { once: true });
  }

  commit(): void {
    if (!this.element.current) return;
    const next = this.#options.read(this.element.current);
    // A value that was restored meanwhile is replaced even by the text that the element showed before.
    if (Object.is(next, this.#shown?.value) && Object.is(next, this.#options.value)) return;
    this.#shown = { value: next };
    // What the person has typed is the value now, so nothing can mix with it any more.
    this.#isHeld = false;
    this.#options.onCommit(next);
  }

  read(): { path: Path; value: unknown } {
    const { path, value, toData = (own: V): unknown => own } = this.#options;
    const shown = this.element.current ? this.#options.read(this.element.current) : value;
    return { path, value: toData(shown) };
  }

  readonly onInput = () => this.#pendingInput.add(this);
  readonly onBlur = () => this.#pendingInput.commit(this);
  /** Commits at once, for elements whose every change is final: radios, checkboxes and selects. */
  readonly onChange = () => {
    this.onInput();
    this.onBlur();
  };
}

/** Binds an uncontrolled element to its value. */
export function useInput<E extends Element, V>(options: InputOptions<E, V>): Input<E, V> {
  const { pendingInput } = useFormStore();
  const [input] = useState(() => new Input<E, V>(pendingInput, options));
  // React 19 no longer warns about layout effects on the server.
  useLayoutEffect(() => input.update(options));
  useLayoutEffect(() => pendingInput.register(input), [pendingInput, input]);
  return input;
}
