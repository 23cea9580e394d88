import type { ErrorSchema, JsonObject, JsonValue } from '../model/json-schema.ts';
import type { Node, Path } from '../model/nodes.ts';
import { getValueAt } from '../model/value-at.ts';
import { getErrorsAt } from './reported-errors.ts';

type Listener = () => void;

/** The state of a field. */
export interface FieldState {
  value: JsonValue | undefined;
  /** The reported errors of the value and of its members. */
  errors: ErrorSchema | undefined;
}

interface Field {
  path: Path;
  state: FieldState;
  listeners: Set<Listener>;
}

/** The states of the fields that components show, by the names of the fields. */
export class FieldStates {
  readonly #fields = new Map<string, Field>();
  readonly #read: (path: Path) => FieldState;

  /** `getSources` returns the data and the reported errors of the form. */
  constructor(getSources: () => { data: JsonObject; errors: ErrorSchema }) {
    this.#read = (path) => {
      const { data, errors } = getSources();
      return { value: getValueAt(data, path), errors: getErrorsAt(errors, path) };
    };
  }

  /** Returns the same object until the state of the field changes. */
  get(node: Node): FieldState {
    return this.#getField(node).state;
  }

  subscribe(node: Node, listener: Listener): Listener {
    const field = this.#getField(node);
    field.listeners.add(listener);
    return () => field.listeners.delete(listener);
  }

  /** Notifies the subscribers of the fields whose state has changed. */
  notify(): void {
    for (const field of this.#fields.values()) {
      const { value, errors } = this.#read(field.path);
      if (Object.is(value, field.state.value) && errors === field.state.errors) continue;
      field.state = { value, errors };
      for (const listener of field.listeners) listener();
    }
  }

  #getField({ name, path }: Node): Field {
    let field = this.#fields.get(name);
    if (!field) {
      field = { path, state: this.#read(path), listeners: new Set() };
      this.#fields.set(name, field);
    }
    return field;
  }
}
