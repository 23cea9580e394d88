/** A problem of a form definition. */
export interface FormProblem {
  /** An error keeps the form from being used. A warning does not, but something has no effect or helps nobody. */
  level: 'error' | 'warning';
  kind: FormProblemKind;
  /** The JSON pointer into the definition: it begins with `/schema`, `/ui_schema` or `/schemas/<index>`. */
  pointer: string;
  /** The problem in English, without the pointer. */
  problem: string;
}

export type FormProblemKind =
  /** The definition can't be used: a wrong value, a reference to nowhere. The only kind of errors. */
  | 'invalid'
  /** A keyword that nothing reads. */
  | 'keyword'
  /** An option, a widget or a property in the uiSchema that does not exist. */
  | 'option'
  | 'widget'
  | 'property'
  /** A field without a title. */
  | 'title'
  /** A text that is not in every language. */
  | 'translation'
  /** A branch that never applies, or rules that no value follows. */
  | 'unreachable'
  /** A property whose other declaration hides its title, or whose field collides with another one. */
  | 'hidden'
  /** A pattern that does not run in linear time. */
  | 'pattern'
  /** A personal value without `ui:autocomplete`. */
  | 'autocomplete'
  /** A form with too many problems, or too large, to find all of them. */
  | 'size';

/** The maximum number of problems of a form, and of those of one kind, which must not hide the others. */
const mostProblems = 100;
const mostOfKind = 30;
/** Against denial of service: the maximum number of steps of all checks. The rest is not checked. */
const mostSteps = 100_000;

/** Collects the problems of a form, each of them once, until there are too many or the checks took too long. */
export class FormProblems {
  readonly #found = new Map<string, FormProblem>();
  readonly #counts = new Map<FormProblemKind, number>();
  #remainingSteps = mostSteps;

  get list(): FormProblem[] {
    return [...this.#found.values()];
  }

  /** Whether the checks must end. */
  get isFull(): boolean {
    return this.#remainingSteps < 0 || this.#found.size >= mostProblems;
  }

  /** Counts the steps of a check; false when it must end. */
  takeSteps(count = 1): boolean {
    this.#remainingSteps -= count;
    return !this.isFull;
  }

  /** Adds a problem. A function composes its text only where there is room for it. */
  add(
    level: FormProblem['level'],
    kind: FormProblemKind,
    pointer: string,
    problem: string | (() => string),
  ): void {
    const key = `${kind} ${pointer}`;
    const count = this.#counts.get(kind) ?? 0;
    const most = level === 'error' ? mostProblems : mostOfKind;
    if ((this.#found.size >= mostProblems && kind !== 'size') || count >= most || this.#found.has(key))
      return;
    this.#counts.set(kind, count + 1);
    const text = typeof problem === 'string' ? problem : problem();
    this.#found.set(key, { level, kind, pointer, problem: text });
  }

  warn(kind: FormProblemKind, pointer: string, problem: string | (() => string)): void {
    this.add('warning', kind, pointer, problem);
  }
}

/** Shortens a name for a message. */
export function shorten(name: string): string {
  return name.length > 60 ? `${name.slice(0, 59)}…` : name;
}

/** Adds the nearest known name to a message. */
export function addSuggestion(problem: string, nearest: string | null): string {
  return nearest === null ? problem : `${problem}; did you mean "${shorten(nearest)}"?`;
}
