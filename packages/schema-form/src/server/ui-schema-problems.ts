import { getAllApplicable, getApplicable, getItemSchemas } from '../model/applicable-schemas.ts';
import { getControlName, widgetNames } from '../model/control-names.ts';
import { getDateShape } from '../model/date-shapes.ts';
import { toToken } from '../model/json-pointer.ts';
import { getTypes, getUiOption, isJsonObject, type JsonSchema, type UiSchema } from '../model/json-schema.ts';
import { findNearest } from './find-nearest.ts';
import { addSuggestion, type FormProblemKind, type FormProblems, shorten } from './form-problem.ts';
import { optionNames } from './ui-names.ts';

/**
 * Warns of each option, widget and property of a uiSchema that does not exist. A misspelt name is not an error, but it
 * has no effect. Widgets that a host registers are not known on the server, so they cause warnings too. So do widgets
 * for dates and times whose value any text may be, because nothing reports a date that is typed in part.
 */
export function findUiSchemaProblems(schema: JsonSchema, uiSchema: UiSchema, problems: FormProblems): void {
  new UiSchemaCheck(schema, problems).visit(uiSchema, getApplicable(schema, schema), '/ui_schema');
}

class UiSchemaCheck {
  readonly #root: JsonSchema;
  readonly #problems: FormProblems;

  constructor(root: JsonSchema, problems: FormProblems) {
    this.#root = root;
    this.#problems = problems;
  }

  /** Checks a uiSchema. `schemas` are the schemas that could apply to its value. */
  visit(uiSchema: unknown, schemas: readonly JsonSchema[], pointer: string): void {
    if (!isJsonObject(uiSchema)) return;
    const members = this.#getMembers(schemas);
    if (this.#problems.isFull) return;
    const isOwn = isOwnField(uiSchema);
    for (const [key, value] of Object.entries(uiSchema)) {
      const at = `${pointer}/${toToken(key)}`;
      if (key.startsWith('ui:')) this.#checkOption(key, key.slice(3), isOwn, at);
      else this.#visitInside(key, value, schemas, members, at);
      if (key === 'ui:options' && isJsonObject(value)) {
        for (const name of Object.keys(value)) this.#checkOption(name, name, isOwn, `${at}/${toToken(name)}`);
      }
    }
    this.#checkWidget(uiSchema, schemas, pointer);
  }

  #checkOption(written: string, name: string, isOwn: boolean, pointer: string): void {
    // A plug-in of the host may have its own options.
    if (!isOwn || optionNames.has(name) || name.endsWith('Template')) return;
    const prefix = written.slice(0, written.length - name.length);
    this.#warn('option', pointer, `there is no option "${shorten(written)}"`, () => {
      const nearest = findNearest(name, optionNames);
      return nearest && prefix + nearest;
    });
  }

  #checkWidget(uiSchema: UiSchema, schemas: readonly JsonSchema[], pointer: string): void {
    const widget = getUiOption(uiSchema, 'widget');
    if (typeof widget !== 'string') return;
    const at = uiSchema['ui:widget'] === undefined ? '/ui:options/widget' : '/ui:widget';
    if (widgetNames.has(widget)) {
      const isForDates = getControlName({ type: 'text', schema: {}, uiSchema }) === 'date-parts';
      if (!isForDates || schemas.some(restrictsTexts)) return;
      const format = `"format": "${getDateShape({}, uiSchema)}"`;
      this.#warn(
        'widget',
        pointer + at,
        `any text is valid here, unless the schema has ${format}`,
        () => null,
      );
      return;
    }
    const message = `there is no widget "${shorten(widget)}", unless the page registers one of this name`;
    this.#warn('widget', pointer + at, message, () => findNearest(widget, widgetNames));
  }

  #visitInside(
    key: string,
    value: unknown,
    schemas: readonly JsonSchema[],
    members: Members,
    pointer: string,
  ): void {
    const own = members.named.get(key);
    if (own) this.visit(value, getAllApplicable(this.#root, own), pointer);
    else if (key === 'oneOf' || key === 'anyOf') this.#visitEach(value, () => schemas, pointer);
    else if (key === 'items' && schemas.some(isList)) {
      const getItems = (index: number) => getItemSchemas(this.#root, schemas, index);
      if (Array.isArray(value)) this.#visitEach(value, getItems, pointer);
      else this.visit(value, getItems(Number.MAX_SAFE_INTEGER), pointer);
    } else if (key === 'additionalItems' && schemas.some(isList)) {
      this.visit(value, getItemSchemas(this.#root, schemas, Number.MAX_SAFE_INTEGER), pointer);
    } else if (key === 'additionalProperties' || members.isOpen) {
      this.visit(value, getAllApplicable(this.#root, members.others), pointer);
    } else {
      const message = `there is no property "${shorten(key)}" here`;
      this.#warn('property', pointer, message, () => findNearest(key, members.named.keys()));
    }
  }

  #visitEach(value: unknown, getSchemas: (index: number) => readonly JsonSchema[], pointer: string): void {
    if (!Array.isArray(value)) return;
    for (const [index, item] of value.entries()) this.visit(item, getSchemas(index), `${pointer}/${index}`);
  }

  #getMembers(schemas: readonly JsonSchema[]): Members {
    const named = new Map<string, unknown[]>();
    const others: unknown[] = [];
    for (const schema of schemas) {
      const { properties, patternProperties, additionalProperties, unevaluatedProperties } = schema;
      const entries = isJsonObject(properties) ? Object.entries(properties) : [];
      if (!this.#problems.takeSteps(1 + entries.length)) break;
      for (const [key, property] of entries) {
        const known = named.get(key);
        if (known) known.push(property);
        else named.set(key, [property]);
      }
      if (isJsonObject(patternProperties)) others.push(...Object.values(patternProperties));
      others.push(...[additionalProperties, unevaluatedProperties].filter(Boolean));
    }
    // A value of any type may have any property.
    const isOpen = others.length > 0 || (named.size === 0 && !schemas.some(isTyped));
    return { named, others, isOpen };
  }

  #warn(kind: FormProblemKind, pointer: string, problem: string, findNearestName: () => string | null): void {
    this.#problems.warn(kind, pointer, () => addSuggestion(problem, findNearestName()));
  }
}

/** The subschemas of named properties, and those of all other properties. */
interface Members {
  named: ReadonlyMap<string, unknown[]>;
  others: readonly unknown[];
  /** Whether other properties may exist. */
  isOpen: boolean;
}

/** Returns whether this package renders the value, and no plug-in of the host. */
function isOwnField(uiSchema: UiSchema): boolean {
  const [widget, field] = [getUiOption(uiSchema, 'widget'), getUiOption(uiSchema, 'field')];
  return (
    (widget === undefined || widgetNames.has(String(widget))) &&
    (field === undefined || field === 'LayoutGridField')
  );
}

function isList(schema: JsonSchema): boolean {
  return getTypes(schema).includes('array') || schema.items !== undefined;
}

function restrictsTexts({ format, pattern, enum: options }: JsonSchema): boolean {
  return format !== undefined || pattern !== undefined || options !== undefined;
}

function isTyped(schema: JsonSchema): boolean {
  return schema.type !== undefined;
}
