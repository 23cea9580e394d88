import { type ErrorSchema, getUiOption, type UiSchema } from '../model/json-schema.ts';
import type { Node, Section } from '../model/nodes.ts';
import { getStepOf, pickErrors, type StepNavigation } from '../model/step-navigation.ts';

/** Returns whether a form shows one section at a time. */
function hasSteps(uiSchema: UiSchema): boolean {
  return getUiOption(uiSchema, 'steps') === true && Array.isArray(getUiOption(uiSchema, 'sections'));
}

/** The navigation of a form that shows one section at a time. */
export class Steps {
  readonly #uiSchema: UiSchema;
  #sections: readonly Section[] = [];
  #wanted = 0;
  #count = 0;

  private constructor(uiSchema: UiSchema) {
    this.#uiSchema = uiSchema;
  }

  /**
   * Creates the navigation. Null for a form without steps, and for a form whose root has a choice, because
   * its members depend on that choice.
   */
  static create(node: Node, uiSchema: UiSchema): Steps | null {
    if (!hasSteps(uiSchema) || node.type !== 'object' || node.choices.length > 0) return null;
    const steps = new Steps(uiSchema);
    steps.follow(node);
    return steps.#sections.length > 0 ? steps : null;
  }

  /** The index of the visible section. */
  get current(): number {
    return this.#find(this.#wanted)?.index ?? 0;
  }

  /** The id of the visible section. */
  get currentId(): string {
    return this.#find(this.#wanted)?.id ?? '';
  }

  /** How often a person went to another step. After each time, the heading of the step gets the focus. */
  get navigationCount(): number {
    return this.#count;
  }

  get isFirst(): boolean {
    return this.#sections[0]?.index === this.current;
  }

  get isLast(): boolean {
    return this.#find(this.current + 1)?.index === this.current;
  }

  /** Starts at the first error, or else at the target of a navigation, or else at the step with an id. */
  begin(errors: ErrorSchema, navigation: StepNavigation | null, id: string | null): void {
    if (this.showErrors(errors)) return;
    if (navigation) this.#go(navigation);
    else if (id !== null) this.show(id);
  }

  /** Goes to the step with an id, if there is one. */
  show(id: string): void {
    const section = this.#sections.find((candidate) => candidate.id === id);
    if (!section) return;
    this.#count += 1;
    this.#wanted = section.index;
  }

  /** Adopts the current sections. */
  follow(node: Node): void {
    if (node.type === 'object') this.#sections = node.sections;
  }

  navigate(navigation: StepNavigation): void {
    this.#count += 1;
    this.#go(navigation);
  }

  #go({ from, by }: StepNavigation): void {
    const before = this.#sections.findLast(({ index }) => index < from) ?? this.#sections[0];
    const target = by < 0 ? before : this.#find(from + by);
    if (target) this.#wanted = target.index;
  }

  /** Goes to the next step; returns false in the last one. */
  goOn(): boolean {
    if (this.isLast) return false;
    this.navigate({ from: this.current, by: 1 });
    return true;
  }

  /** Goes to the first step with an error; returns whether there is one. */
  showErrors(errors: ErrorSchema): boolean {
    const indexes = Object.keys(errors).map((key) => this.#getIndexOf(key));
    if (indexes.length === 0) return false;
    this.#wanted = Math.min(...indexes);
    return true;
  }

  /**
   * Returns the errors that count in this step: those of the visible step, and in the last step all of them.
   */
  pickRelevant(errors: ErrorSchema): ErrorSchema {
    return this.isLast ? errors : this.pickVisible(errors);
  }

  pickVisible(errors: ErrorSchema): ErrorSchema {
    return pickErrors(errors, (key) => this.#getIndexOf(key) === this.current);
  }

  /** Returns the section with an index, or the next one if that section has no members. */
  #find(wanted: number): Section | undefined {
    return this.#sections.find(({ index }) => index >= wanted) ?? this.#sections.at(-1);
  }

  #getIndexOf(key: string): number {
    return this.#find(getStepOf(this.#uiSchema, key))?.index ?? 0;
  }
}
