import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Path } from '../model/nodes.ts';
import type { InputControl, PendingInput } from '../store/pending-input.ts';
import { useFormStore } from '../store/store-context.ts';

export interface InputOptions<E extends Element, V> {
  path: Path;
  /** The committed value, or a text that stands for it; compared by `Object.is`. */
  value: V;
  onCommit(value: V): void;
  /** The value that the element shows. */
  read(element: E): V;
  /** Makes the element show a value. */
  write(element: E, value: V): void;
  /** Whether every state of it while a person types is a value, so that it is committed when typing pauses. */
  commitsInPauses?: boolean;
  /** What else decides what the element shows, as the options of a select do: after a change the value is written again. */
  choices?: unknown;
  /** The value of the form's data that such a value stands for; without it, the value itself. */
  toData?(value: V): unknown;
}

/** An uncontrolled element and its value: its ref and the handlers of its events. */
export class Input<E extends Element, V> implements InputControl {
  readonly element: RefObject<E | null> = { current: null };
  /** The markup keeps the first value: it is what a reset goes back to. */
  readonly initial: V;
  readonly #pendingInput: PendingInput;
  #options: InputOptions<E, V>;
  #shown: { value: V } | null = null;

  constructor(pendingInput: PendingInput, options: InputOptions<E, V>) {
    this.#pendingInput = pendingInput;
    this.#options = options;
    this.initial = options.value;
  }

  get commitsInPauses(): boolean {
    return this.#options.commitsInPauses ?? false;
  }

  isConnected(): boolean {
    return this.element.current !== null;
  }

  /** Takes over what was rendered last. */
  update(options: InputOptions<E, V>): void {
    const hasOtherChoices = !Object.is(options.choices, this.#options.choices);
    this.#options = options;
    const element = this.element.current;
    if (!element) return;
    const { value } = options;
    if (this.#shown === null) {
      // The first time the element shows what the server wrote, or what was typed or restored since.
      this.#shown = { value };
      if (!Object.is(options.read(element), value)) this.#pendingInput.add(this);
    } else if ((hasOtherChoices || !Object.is(this.#shown.value, value)) && !this.#pendingInput.has(this)) {
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

  read(): { path: Path; value: unknown } {
    const { path, value, toData = (own: V): unknown => own } = this.#options;
    const shown = this.element.current ? this.#options.read(this.element.current) : value;
    return { path, value: toData(shown) };
  }

  readonly onInput = () => this.#pendingInput.add(this);
  readonly onBlur = () => this.#pendingInput.commit(this);
  /** For elements whose every change is a decision: radios, checkboxes, selects. */
  readonly onChange = () => {
    this.onInput();
    this.onBlur();
  };
}

/** Binds an uncontrolled element to its value. */
export function useInput<E extends Element, V>(options: InputOptions<E, V>): Input<E, V> {
  const { pendingInput } = useFormStore();
  const [input] = useState(() => new Input<E, V>(pendingInput, options));
  // The server has no layout, and React 19 no longer warns of it.
  useLayoutEffect(() => input.update(options));
  useLayoutEffect(() => pendingInput.register(input), [pendingInput, input]);
  return input;
}
