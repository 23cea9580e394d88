import type { WidgetProps } from '@rjsf/utils';
import type { ReactNode } from 'react';
import type { FormSurroundings } from '../../context/form-texts.ts';
import type { Committer, Drafts } from '../../store/drafts.ts';
import { morph } from './morph.ts';
import type { PlainControl, PlainElement } from './plain-control.ts';
import { toHtml } from './to-html.ts';

/** What a plain field is drawn from. */
export interface PlainFieldSource {
  control: PlainControl;
  /** What else it depends on: as long as all of it is the same, nothing is drawn again. */
  given: object;
  /** What its control is given. */
  getProps(surroundings: FormSurroundings): WidgetProps;
  /** The element around its control. */
  frame(props: WidgetProps, surroundings: FormSurroundings, control: ReactNode): ReactNode;
}

/** A plain control with what stands around it, joined to its value. */
export class PlainField implements Committer {
  readonly #drafts: Drafts | null;
  #source: PlainFieldSource;
  #surroundings: FormSurroundings;
  /** The text that it showed at first. */
  readonly #initial: string;
  #props: WidgetProps | null = null;
  #root: Element | null = null;
  #element: PlainElement | null = null;
  /** Whether the page shows what it was before. */
  #isOutdated = false;
  /** The value that the form told us, or was told, last; null before the first time. */
  #known: { value: unknown; text: string } | null = null;
  /** What the element showed then: what was typed may be another text for the same value. */
  #text = '';
  #detach: (() => void) | undefined;

  constructor(source: PlainFieldSource, surroundings: FormSurroundings, drafts: Drafts | null) {
    this.#source = source;
    this.#surroundings = surroundings;
    this.#drafts = drafts;
    this.#initial = this.#show(this.#getProps().value);
  }

  get isCommittedInPauses(): boolean {
    return this.#source.control.isTyped ?? false;
  }

  /** The whole field as HTML: one element. */
  get html(): string {
    const { control, frame } = this.#source;
    const props = this.#getProps();
    const drawn = control.draw(props, this.#surroundings, this.#initial);
    return toHtml(frame(props, this.#surroundings, drawn));
  }

  /** Takes what it is to be drawn from now on. */
  setSource(source: PlainFieldSource, surroundings: FormSurroundings): void {
    if (surroundings === this.#surroundings && isSame(source.given, this.#source.given)) return;
    this.#source = source;
    this.#surroundings = surroundings;
    this.#props = null;
    this.#isOutdated = true;
  }

  /** Takes over its element in the page, null when that is gone. */
  join(root: Element | null): void {
    this.#root = root;
    this.#element = root && findElement(root);
    if (this.#element) this.#meet(this.#element);
    else this.#detach?.();
  }

  /** Brings the page up to date. */
  update(): void {
    if (!this.#isOutdated || !this.#root || !this.#element) return;
    this.#isOutdated = false;
    const shown = this.#getText();
    morph(this.#root, this.html);
    this.#element = findElement(this.#root) ?? this.#element;
    if (this.#getText() !== shown) this.#setText(shown);
    const props = this.#getProps();
    const text = this.#show(props.value);
    if (text !== this.#known?.text && !this.#drafts?.has(this)) {
      this.#known = { value: props.value, text };
      this.#setText(text);
      this.#text = this.#getText();
    }
    this.#attach(this.#element, props);
  }

  commit(): void {
    if (!this.#element) return;
    const text = this.#getText();
    if (text === this.#text) return;
    const props = this.#getProps();
    const value = this.#source.control.read(text, props, this.#surroundings);
    this.#text = text;
    if (Object.is(value, this.#known?.value)) return;
    this.#known = { value, text: this.#show(value) };
    props.onChange(value);
  }

  tell(): void {
    if (!this.#element) return;
    const props = this.#getProps();
    props.onChange(this.#source.control.read(this.#getText(), props, this.#surroundings));
  }

  isThere(): boolean {
    return this.#element !== null;
  }

  input(): void {
    this.#drafts?.add(this);
    if (!this.isCommittedInPauses) this.#drafts?.commit(this);
  }

  focus(): void {
    const props = this.#getProps();
    props.onFocus(props.id, this.#getText());
  }

  blur(): void {
    this.#drafts?.commit(this);
    const props = this.#getProps();
    props.onBlur(props.id, this.#getText());
  }

  /** The element shows what the server wrote, or what was typed or restored since. */
  #meet(element: PlainElement): void {
    const props = this.#getProps();
    const text = this.#show(props.value);
    this.#known = { value: props.value, text };
    this.#text = text;
    this.#drafts?.join(this);
    if (this.#shows(element, text)) this.#text = this.#getText();
    else this.#drafts?.add(this);
    if (props.autofocus && document.activeElement === document.body) element.focus();
    this.#attach(element, props);
  }

  #attach(element: PlainElement, props: WidgetProps): void {
    this.#detach?.();
    this.#detach = this.#source.control.attach?.(element, props, this.#surroundings);
  }

  #getProps(): WidgetProps {
    this.#props ??= this.#source.getProps(this.#surroundings);
    return this.#props;
  }

  #show(value: unknown): string {
    return this.#source.control.show(value, this.#getProps(), this.#surroundings);
  }

  #getText(): string {
    const { control } = this.#source;
    if (!this.#element) return '';
    return control.getText ? control.getText(this.#element, this.#getProps()) : this.#element.value;
  }

  #setText(text: string): void {
    const { control } = this.#source;
    if (!this.#element) return;
    if (control.setText) control.setText(this.#element, text);
    else this.#element.value = text;
  }

  /** Whether the element shows a text, as far as it can: controls mend what is written to them. */
  #shows(element: PlainElement, text: string): boolean {
    if (this.#getText() === text) return true;
    if (!this.isCommittedInPauses) return false;
    const probe = element.cloneNode() as PlainElement;
    probe.value = text;
    return probe.value === element.value;
  }
}

function findElement(root: Element): PlainElement | null {
  return root.querySelector<PlainElement>('input:not([type=hidden]),select,textarea');
}

/** Whether two objects hold the very same things. */
function isSame(a: object, b: object): boolean {
  const [before, after] = [a, b] as Record<string, unknown>[];
  for (const key in after) if (before?.[key] !== after[key]) return false;
  for (const key in before) if (!(key in (after ?? {}))) return false;
  return true;
}
