import { type ChosenBranches, noBranch, switchBranch } from '../model/choices.ts';
import { deepEquals } from '../model/deep-equals.ts';
import { fillDefaults } from '../model/defaults.ts';
import { toFieldName, toFields, toRenaming } from '../model/field-name.ts';
import { fitsBranch } from '../model/fits-branch.ts';
import { parseFieldName } from '../model/form-body.ts';
import type { ErrorSchema, JsonObject, JsonSchema, JsonValue, UiSchema } from '../model/json-schema.ts';
import type { ListAction } from '../model/list-changes.ts';
import { mergeThreeWays } from '../model/merge-three-ways.ts';
import {
  type Choice,
  countFields,
  findNode,
  getChildren,
  type ListNode,
  type Node,
  type ObjectNode,
  type Path,
} from '../model/nodes.ts';
import { normalizeSchema } from '../model/normalize-schema.ts';
import { toRemovedName } from '../model/removed-entry.ts';
import { addRequiredBlanks } from '../model/required-blanks.ts';
import { NodeResolver } from '../model/resolve.ts';
import type { StepNavigation } from '../model/step-navigation.ts';
import { emptyUntickedGroups } from '../model/unticked-groups.ts';
import { getValueAt } from '../model/value-at.ts';
import { getHiddenFields, VisibleData } from '../model/visibility.ts';
import { withValue } from '../model/with-value.ts';
import {
  addMapEntry,
  type ContentEdit,
  editList,
  type RemovedNode,
  removeMapEntry,
  renameMapEntry,
} from './content-edits.ts';
import { type FieldState, FieldStates } from './field-states.ts';
import { FormValidation } from './form-validation.ts';
import { NodeStates, type NodeStatesSnapshot } from './node-states.ts';
import { PendingInput } from './pending-input.ts';
import { type ErrorSources, type Report, ReportedErrors } from './reported-errors.ts';
import { Steps } from './steps.ts';

export interface FormStoreOptions extends ErrorSources {
  schema: JsonSchema;
  uiSchema: UiSchema;
  /** A resolver that may be for this form; it is used if it is. */
  resolver?: NodeResolver | null;
  /** The stored values. */
  data: JsonObject;
  /** The branches that people chose in a form that was submitted without a script. */
  chosen: ChosenBranches;
  /** The initial step; null for the step of the first error, or else the first step. */
  navigation: StepNavigation | null;
  /** The id of the initial step if `navigation` is null and there are no errors. */
  step?: string | null;
  /** The id of the only section to show; null for the whole form. */
  section?: string | null;
  /** The field name of the item or entry that was removed without script, and that `data` still contains. */
  removed?: string | null;
}

type Listener = () => void;

/**
 * The state of one form: its data and nodes, pending input, reported errors, chosen branches and step.
 * Components subscribe to the field that they show, or to the whole form. A change notifies only the
 * subscribers whose state it changed.
 */
export class FormStore {
  readonly pendingInput = new PendingInput();
  /** Whether the form initially had so many fields that its optional groups and lists start closed. */
  readonly isLong: boolean;
  /** The number of fields that the form initially had. */
  readonly fieldCount: number;
  /** Called after each change of the data. */
  onChange: (data: JsonObject) => void = () => {};
  #model: FormModel;
  readonly #errors: ReportedErrors;
  readonly #validation: FormValidation;
  #steps: Steps | null = null;
  /** The ids of the visible sections; null if all are visible. */
  #shownSections: ReadonlySet<string> | null;
  #sources: ErrorSources;
  #stored: JsonObject;
  #data: JsonObject;
  #node: Node;
  /** The same, as components see it. */
  #shownNode: Node;
  readonly #states: NodeStates;
  /** Values of branches that were chosen before, by the name of the choice and the index of the branch. */
  readonly #branchValues = new Map<string, JsonValue>();
  /** The last removal of an item, which can be undone until something else changes. */
  #removal: Removal | null = null;
  readonly #fields = new FieldStates(() => ({ data: this.#data, errors: this.#report.errors }));
  readonly #listeners = new Set<Listener>();
  #report: Report;
  #isHeld = false;
  /** Whether the whole form was valid when it was last validated. */
  #isValid = false;
  /** The same, as components see it. */
  #isComplete = false;

  constructor(options: FormStoreOptions) {
    const { schema, uiSchema, data, chosen, serverErrors, validate, navigation, step = null } = options;
    const { resolver = null, section = null, removed = null } = options;
    this.#model = createModel(schema, uiSchema, resolver);
    this.#sources = { serverErrors, validate };
    this.#validation = new FormValidation(
      { getSubmitted: (values) => this.#getSubmitted(values), getSteps: () => this.#steps },
      validate,
    );
    this.#errors = new ReportedErrors(this.#getReportedSources());
    this.#report = this.#errors.getReport();
    this.#stored = data;
    this.#states = new NodeStates(chosen);
    this.#data = data;
    this.#node = this.#settle();
    this.#shownNode = this.#node;
    this.fieldCount = countFields(this.#node);
    this.isLong = this.fieldCount > maxShortFormFields;
    this.#shownSections = section === null ? null : new Set([section]);
    this.#showSectionsOf(serverErrors);
    this.#steps = section === null ? Steps.create(this.#node, uiSchema) : null;
    this.#steps?.begin(serverErrors, navigation, step);
    if (removed !== null) this.#remove(removed);
    this.#isValid = this.#validation.isComplete(this.#data);
    this.#isComplete = this.#isValid;
  }

  /** The normalized schema. */
  get root(): JsonSchema {
    return this.#model.root;
  }

  readonly getNode = (): Node => this.#shownNode;
  readonly getData = (): JsonObject => this.#data;
  readonly getReport = (): Report => this.#report;
  /** Returns the index of the visible section; null in a form without steps. */
  readonly getStep = (): number | null => this.#steps?.current ?? null;

  readonly getStepId = (): string | null => this.#steps?.currentId ?? null;

  /** Returns whether the whole form was valid when it was last validated; used by forms with steps. */
  readonly getIsComplete = (): boolean => this.#isComplete;

  /** Returns how often a person went to another step. */
  readonly getNavigationCount = (): number => this.#steps?.navigationCount ?? 0;

  /** Returns the position of the visible step. A form without steps is both first and last. */
  getStepPosition(): { isFirst: boolean; isLast: boolean } {
    return { isFirst: this.#steps?.isFirst ?? true, isLast: this.#steps?.isLast ?? true };
  }

  /** Returns the object that contains a member. */
  getParent({ path }: Node): ObjectNode {
    return findNode(this.#node, path.slice(0, -1)) as ObjectNode;
  }

  /** Returns the ids of the visible sections; null if all are visible. The same set until it changes. */
  readonly getShownSections = (): ReadonlySet<string> | null => this.#shownSections;

  /** Returns the reported errors of the visible step. */
  getVisibleErrors(): ErrorSchema {
    const { errors } = this.#report;
    return this.#steps?.pickVisible(errors) ?? errors;
  }

  /** Returns the data without hidden values, which is what the form sends. */
  getVisibleData(): JsonObject {
    return this.#getSubmitted(this.#data);
  }

  /** Returns the hidden values as fields of a form body. */
  getHiddenFields(): [name: string, value: string][] {
    return getHiddenFields(this.#model.schema, this.#data, this.#states.chosen);
  }

  /** Subscribes to the nodes, the report and the step of the whole form. */
  readonly subscribe = (listener: Listener): Listener => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Subscribes to one field. */
  subscribeField(node: Node, listener: Listener): Listener {
    return this.#fields.subscribe(node, listener);
  }

  /** Returns the same object until the state of the field changes. */
  getFieldState(node: Node): FieldState {
    return this.#fields.get(node);
  }

  getValue({ path }: Node): JsonValue | undefined {
    return getValueAt(this.#data, path);
  }

  /** Returns a React key that stays with a node when it moves or is renamed. */
  getKey(node: Node): number {
    return this.#states.getKey(node);
  }

  /** Sets the value of a field that a person changed. */
  setValue(node: Node, value: JsonValue | undefined): void {
    const next = withValue(this.#data, [...node.path], value);
    if (getChildren(node).length > 0) this.#forgetBranches(node, next);
    this.#change(next, node.name);
  }

  /** Sets a value by its path. It may have no node of its own if it is inside the value of a custom field. */
  setValueAt(path: Path, value: JsonValue | undefined): void {
    const node = findNode(this.#node, path);
    if (node) this.setValue(node, value);
    else this.#change(withValue(this.#data, [...path], value), toFieldName(path));
  }

  /** Reports errors that a plug-in found in a value until the value changes. */
  raiseErrors(path: Path, errors: ErrorSchema): void {
    this.#errors.raise(path, errors);
    this.#notify();
  }

  /** Adds, removes, duplicates or moves an item of a list. */
  changeList(node: ListNode, action: ListAction, index: number): void {
    this.pendingInput.commitAll();
    this.#edit(node, editList(node, this.getValue(node), action, index));
  }

  /** Adds an entry to a map and returns its name, which gets a number if the wanted name is taken. */
  addEntry(node: ObjectNode, wanted: string): string {
    this.pendingInput.commitAll();
    const edit = addMapEntry(this.getValue(node), wanted);
    this.#edit(node, edit);
    return edit.key;
  }

  removeEntry(node: ObjectNode, key: string): void {
    this.pendingInput.commitAll();
    this.#edit(node, removeMapEntry(node, this.getValue(node), key));
  }

  /** Renames an entry of a map and returns its new name, which gets a number if the wanted name is taken. */
  renameEntry(node: ObjectNode, key: string, wanted: string): string {
    const edit = renameMapEntry(this.getValue(node), key, wanted);
    if (edit.key !== key) this.#edit(node, edit);
    return edit.key;
  }

  /** Returns the item or entry whose removal from a list or a map can be undone; null if there is none. */
  getRemoved({ name }: ListNode | ObjectNode): RemovedNode | null {
    return this.#removal?.parentName === name ? this.#removal.removed : null;
  }

  /** Returns the item or entry that was removed last as fields of a form without script; see removed-entry.ts. */
  getRemovedFields(): [name: string, value: string][] {
    if (!this.#removal) return [];
    const { removed, states } = this.#removal;
    const { name } = removed.node;
    const values = toFields(name, removed.value ?? null);
    const branches = Object.entries(states.chosen)
      .filter(([choice]) => choice.startsWith(`${name}[`) || choice.startsWith(`${name}__`))
      .map(([choice, index]): [string, string] => [choice, index === noBranch ? '' : String(index)]);
    // An entry without values exists too.
    const fields = [...(values.length > 0 ? values : [[name, ''] as const]), ...branches];
    return fields.map(([field, value]) => [toRemovedName(name, field), value]);
  }

  /** Undoes the last removal of an item or an entry. Does nothing if the form changed since. */
  undoRemoval(): void {
    this.pendingInput.commitAll();
    if (!this.#removal) return;
    const { parentName, data, states } = this.#removal;
    this.#states.restore(states);
    this.#change(data, parentName);
  }

  /** Chooses another branch and restores the value that was filled in for it before. */
  chooseBranch(node: Node, choice: Choice, index: number): void {
    this.pendingInput.commitAll();
    const value = this.getValue(node);
    if (value !== undefined) this.#branchValues.set(`${choice.name} ${choice.index}`, value);
    const to = choice.branches[index];
    const next =
      to &&
      switchBranch(value, {
        root: this.root,
        choice: choice.schema,
        from: choice.branches[choice.index],
        to,
        kept: this.#branchValues.get(`${choice.name} ${index}`),
      });
    const later = node.choices.slice(node.choices.indexOf(choice) + 1).map(({ name }) => name);
    this.#states.forgetBranchesInside(node);
    this.#states.forgetBranches(later);
    this.#states.chosen = { ...this.#states.chosen, [choice.name]: index };
    this.#states.forgetKnown(node);
    this.#change(withValue(this.#data, [...node.path], next), node.name);
  }

  /** Opens a group that opens on demand. */
  open(node: Node): void {
    this.#states.open(node);
    this.#change(this.#data, null);
  }

  /** Replaces the schema and uiSchema by those of the same form with other texts. */
  setForm(schema: JsonSchema, uiSchema: UiSchema): void {
    if (schema === this.#model.schema && uiSchema === this.#model.uiSchema) return;
    this.#model = createModel(schema, uiSchema, null);
    this.#node = this.#settle();
    this.#steps?.follow(this.#node);
    this.#notify();
  }

  /** Adopts stored values that changed elsewhere, for properties that a person has not changed. */
  setStored(stored: JsonObject): void {
    const before = this.#stored;
    this.#stored = stored;
    if (before === stored) return;
    const { merged } = mergeThreeWays({ base: before, stored, mine: this.#data });
    const keys = new Set([...Object.keys(before), ...Object.keys(stored)]);
    const followed = [...keys].filter((key) => !deepEquals(this.#data[key], merged[key]));
    this.#replace(Object.fromEntries(followed.map((key) => [key, merged[key]])) as JsonObject);
  }

  /** Restores top-level values that were typed before, except where there is input that the form does not hold yet. */
  restore(values: JsonObject): void {
    const base = this.#data;
    this.pendingInput.commitAll();
    this.#showSectionsOf(values);
    const { merged } = mergeThreeWays({ base, stored: { ...base, ...values }, mine: this.#data });
    this.#replace(Object.fromEntries(Object.keys(values).map((key) => [key, merged[key] ?? null])));
  }

  setErrorSources(sources: ErrorSources): void {
    const before = this.#sources;
    if (before.serverErrors === sources.serverErrors && before.validate === sources.validate) return;
    this.#sources = sources;
    this.#validation.setFunction(sources.validate);
    this.#errors.setSources(this.#getReportedSources());
    if (before.serverErrors !== sources.serverErrors) {
      this.#steps?.showErrors(sources.serverErrors);
      this.#showSectionsOf(sources.serverErrors);
    }
    this.#notify();
  }

  /** Validates the form after a person left a field. */
  leave(): void {
    this.#errors.leave(this.#data);
    this.#isValid = this.#validation.isComplete(this.#data);
    this.#notify();
  }

  /**
   * Tries to submit. Returns the data to send if it is valid and this is the last step. `isFinal` submits the whole
   * form from any step.
   */
  submit(isFinal = false): SubmitOutcome {
    this.pendingInput.commitAll();
    this.#validation.isFinishing = isFinal;
    const isValid = this.#errors.submit(this.#data);
    this.#validation.isFinishing = false;
    this.#isValid = this.#validation.isComplete(this.#data);
    if (!isValid) {
      const { errors } = this.#errors.getReport();
      this.#steps?.showErrors(errors);
      this.#showSectionsOf(errors);
      this.#notify();
      return { kind: 'invalid' };
    }
    if (!isFinal && this.#steps?.goOn()) {
      this.#notify();
      return { kind: 'step' };
    }
    this.#errors.send();
    this.#notify();
    return { kind: 'valid', data: this.getVisibleData() };
  }

  /** Goes to another step without validation. */
  goTo(navigation: StepNavigation): void {
    this.#steps?.navigate(navigation);
    this.#notify();
  }

  /** Goes to the step with an id, or to the first one if `id` is null. Does nothing if no step has the id. */
  showStep(id: string | null): void {
    if (id === null) this.#steps?.navigate({ from: 0, by: 0 });
    else this.#steps?.show(id);
    this.#notify();
  }

  /** Holds the fields and what depends on the errors while a person clicks, so that no button moves away from the pointer. */
  hold(isHeld: boolean): void {
    if (this.#isHeld === isHeld) return;
    this.#isHeld = isHeld;
    if (!isHeld) this.#notify();
  }

  /**
   * Returns the data with pending input, without committing it, for a form that is about to disappear. Null
   * if there is no pending input.
   */
  readPending(): JsonObject | null {
    const pending = this.pendingInput.read();
    if (pending.length === 0) return null;
    return pending.reduce((data, { path, value }) => withValue(data, [...path], value), this.#data);
  }

  /**
   * Shows the sections of these properties beside the section that is edited alone. Rules apply to the whole
   * form, so an error may be in another section, and a draft may be of one.
   */
  #showSectionsOf(properties: object): void {
    const shown = this.#shownSections;
    if (!shown || this.#node.type !== 'object') return;
    const found = this.#node.sections.filter(
      ({ id, members }) =>
        !shown.has(id) && members.some(({ path }) => Object.hasOwn(properties, String(path.at(-1)))),
    );
    if (found.length > 0) this.#shownSections = new Set([...shown, ...found.map(({ id }) => id)]);
  }

  #getSubmitted(data: JsonObject): JsonObject {
    const { schema, visibleData } = this.#model;
    const visible = visibleData.omitHidden(data, this.#states.chosen);
    return addRequiredBlanks(schema, this.#node, emptyUntickedGroups(schema, visible));
  }

  /**
   * Validates once, so that leaving the first field does not have to wait for the evaluation of the
   * validator.
   */
  warmValidator(): void {
    this.#sources.validate(this.getVisibleData());
  }

  /** Returns the sources of the reported errors. Their validation is another function each time, so that it runs again. */
  #getReportedSources(): ErrorSources {
    const { serverErrors } = this.#sources;
    return { serverErrors, validate: (data) => this.#validation.getRelevantErrors(data) };
  }

  #replace(values: JsonObject): void {
    if (Object.keys(values).length === 0) return;
    const next = { ...this.#data, ...values };
    this.#forgetBranches(this.#node, next);
    this.#change(next, null);
  }

  /** Removes the item or entry with a field name, if the form has it. */
  #remove(name: string): void {
    const path = parseFieldName(name) ?? [];
    const node = findNode(this.#node, path);
    const parent = node && findNode(this.#node, path.slice(0, -1));
    if (parent?.type === 'list') this.changeList(parent, 'remove', parent.items.indexOf(node as Node));
    else if (parent?.type === 'object' && node?.isAdded) this.removeEntry(parent, String(path.at(-1)));
  }

  /** Removes the chosen branches inside a node that its new value does not fit. */
  #forgetBranches(node: Node, next: JsonValue): void {
    const value = getValueAt(next, node.path);
    if (deepEquals(value, getValueAt(this.#data, node.path))) return;
    const unfit = node.choices.filter(({ branches, index }) => {
      const branch = branches[index];
      return !branch || !fitsBranch(branch, value, this.root);
    });
    this.#states.forgetBranches(unfit.map(({ name }) => name));
    for (const child of getChildren(node)) this.#forgetBranches(child, next);
  }

  #change(data: JsonObject, name: string | null, removal: Removal | null = null): void {
    this.#data = data;
    this.#removal = removal;
    if (name !== null) this.#errors.change(name);
    this.#node = this.#settle();
    this.#steps?.follow(this.#node);
    this.#notify();
    this.onChange(this.#data);
  }

  /** Resolves the nodes, remembers the branches that they show, and fills in the defaults of new nodes. */
  #settle(): Node {
    const states = this.#states;
    const { resolver } = this.#model;
    const isFirst = states.known.size === 0;
    for (;;) {
      const { chosen, opened } = states;
      const visible = this.#model.visibleData.omitHidden(this.#data, chosen);
      const node = resolver.resolve(this.#data, { chosen, opened, visible });
      if (!isFirst && resolver.isStatic) return node;
      const { added, hasNewBranches } = states.record(node);
      if (!isFirst) for (const name of added) this.#errors.appear(name);
      const filled = fillDefaults(node, this.#data, ({ name }) => added.has(name)) as JsonObject;
      if (filled === this.#data && !hasNewBranches) return node;
      this.#data = filled;
    }
  }

  /** Carries out an edit of a list or a map: its items or entries keep all their state under their new names. */
  #edit(node: ListNode | ObjectNode, { value, toKey, removed }: ContentEdit): void {
    const removal = removed && {
      parentName: node.name,
      removed,
      data: this.#data,
      states: this.#states.save(),
    };
    const toName = toRenaming(node.name, toKey);
    this.#errors.rename(toName);
    this.#states.rename(toName);
    this.#change(withValue(this.#data, [...node.path], value), node.name, removal);
  }

  #notify(): void {
    if (!this.#isHeld) {
      this.#shownNode = this.#node;
      this.#report = this.#errors.getReport();
      this.#isComplete = this.#isValid;
    }
    this.#fields.notify();
    for (const listener of this.#listeners) listener();
  }
}

export type SubmitOutcome = { kind: 'invalid' } | { kind: 'step' } | { kind: 'valid'; data: JsonObject };

/** A removal with the state before it. */
interface Removal {
  /** The name of the list or the map. */
  parentName: string;
  removed: RemovedNode;
  data: JsonObject;
  states: NodeStatesSnapshot;
}

/** In a form with more fields, optional groups and lists start closed if they are empty. */
const maxShortFormFields = 60;

/** A schema and a uiSchema, with what is derived from them. */
interface FormModel {
  schema: JsonSchema;
  uiSchema: UiSchema;
  /** The normalized schema. */
  root: JsonSchema;
  resolver: NodeResolver;
  visibleData: VisibleData;
}

/** `resolver` is used if it is for this form. */
function createModel(schema: JsonSchema, uiSchema: UiSchema, resolver: NodeResolver | null): FormModel {
  return {
    schema,
    uiSchema,
    root: normalizeSchema(schema),
    resolver: resolver?.isFor(schema, uiSchema) ? resolver : new NodeResolver(schema, uiSchema),
    visibleData: new VisibleData(schema),
  };
}
