import {
  type FieldProps,
  getTemplate,
  getUiOptions,
  getWidget,
  mergeSchemas,
  type RJSFSchema,
  type UiSchema,
} from '@rjsf/utils';
import { useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useFormSurroundings } from '../context/form-texts.ts';
import { getOwnErrors } from '../model/all-errors.ts';
import { getChoiceName, getTags, moveToBranch } from '../model/choices.ts';
import { chooseBranch } from '../model/choose-branch.ts';
import { deepEquals } from '../model/deep-equals.ts';
import { fitsBranch } from '../model/fits-branch.ts';
import { forgiveInput } from '../model/forgive-input.ts';
import {
  type ErrorSchema,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
} from '../model/json-schema.ts';
import { withValue } from '../model/with-value.ts';
import { ChosenBranchesContext } from '../store/chosen-branches.ts';
import { useShownBranch } from '../store/shown-branches.ts';

/**
 * A choice between schemas: which one, and its fields. What was filled in for a branch is there again
 * when it is chosen again, and what several of them have is kept from one to the next.
 */
export function ChoiceField(props: FieldProps & { options: RJSFSchema[] }) {
  const { options, schema, uiSchema = {}, registry, fieldPathId, name } = props;
  const keyword = schema.oneOf ? 'oneOf' : 'anyOf';
  const fieldName = getChoiceName(fieldPathId.name ?? 'root', keyword);
  const { selected, tags, select, change } = useBranch(props, keyword, fieldName);
  const { texts } = useFormSurroundings();
  const {
    widget = 'select',
    placeholder,
    autofocus,
    title = schema.title,
    ...uiOptions
  } = getUiOptions(uiSchema);
  const listed: unknown = uiSchema[keyword];
  const uiSchemas: (UiSchema | undefined)[] = Array.isArray(listed) ? listed : [];
  // A branch without a title is called by what tells it from the others, or by its number.
  const getName = (index: number) => {
    const own = (schema[keyword] as JsonSchema[])[index] ?? {};
    const told = Object.values(getTags(registry.rootSchema as JsonSchema, schema as JsonSchema, own)).join(
      ', ',
    );
    return told || [title, texts.entry(index + 1)].filter(Boolean).join(' ');
  };
  const enumOptions = options.map((option, index) => ({
    label: getUiOptions(uiSchemas[index]).title || option.title || getName(index),
    value: index,
  }));
  const Widget = getWidget({ type: 'number' }, widget, registry.widgets);
  const Template = getTemplate('MultiSchemaFieldTemplate', registry, getUiOptions(uiSchema));
  const selector = (
    <Widget
      id={`${fieldPathId.$id}__${keyword.toLowerCase()}_select`}
      name={name}
      htmlName={fieldName}
      schema={{ type: 'number', default: 0 }}
      value={selected < 0 ? undefined : selected}
      options={{ ...uiOptions, enumOptions }}
      label={title ?? name}
      required={props.required ?? false}
      disabled={props.disabled ?? false}
      readonly={props.readonly ?? false}
      autofocus={autofocus ?? false}
      placeholder={placeholder ?? ''}
      rawErrors={[...(getOwnErrors(props.errorSchema as ErrorSchema | undefined) ?? [])]}
      registry={registry}
      onChange={(index: number | undefined) => select(index ?? -1)}
      onBlur={props.onBlur}
      onFocus={props.onFocus}
    />
  );
  const branch = options[selected];
  const { SchemaField } = registry.fields as { SchemaField: React.ComponentType<FieldProps> };
  const inherited = {
    ...(schema.required && { required: schema.required }),
    ...(schema.type !== undefined && branch && !('type' in branch) && { type: schema.type }),
  };
  const drawn = branch && branch.type !== 'null' && (
    <SchemaField
      {...props}
      schema={mergeSchemas(inherited, branch)}
      uiSchema={hideTags(uiSchemas[selected] ?? uiSchema, tags)}
      onChange={change}
    />
  );
  return (
    <Template
      schema={schema}
      uiSchema={uiSchema}
      registry={registry}
      selector={selector}
      optionSchemaField={drawn || null}
    />
  );
}

/** The choice has said already what tells its branch from the others: that is sent, and no field. */
function hideTags(uiSchema: UiSchema, tags: JsonObject): UiSchema {
  const hidden = Object.keys(tags).map((key) => {
    const own: unknown = Object.hasOwn(uiSchema, key) ? uiSchema[key] : undefined;
    return [key, { ...(isJsonObject(own) ? own : {}), 'ui:widget': 'hidden' }];
  });
  return { ...uiSchema, ...Object.fromEntries(hidden) };
}

/** Which branch is shown: the one that was chosen here, and until then the one that the value is of. */
function useBranch(props: FieldProps, keyword: 'oneOf' | 'anyOf', fieldName: string) {
  const { formData, fieldPathId, registry, onChange } = props;
  const schema = props.schema as JsonSchema;
  const root = registry.rootSchema as JsonSchema;
  const branches = schema[keyword] as JsonSchema[];
  const find = () => {
    const best = chooseBranch(root, schema, branches, formData);
    return best ? branches.indexOf(best) : -1;
  };
  const chosen = useContext(ChosenBranchesContext)[fieldName];
  const [selected, setSelected] = useState(() =>
    chosen !== undefined && chosen < branches.length ? chosen : find(),
  );
  useShownBranch(root, fieldName, selected);
  const tags = useMemo(() => {
    const branch = branches[selected];
    return branch ? getTags(root, schema, branch) : {};
  }, [root, schema, branches, selected]);
  const kept = useRef(new Map<number, JsonValue>());
  const isOwn = useRef(false);
  // Otherwise what tells the branch apart comes with what is filled in, and goes with it.
  const wasChosen = useRef(isJsonObject(formData) && Object.keys(tags).some((key) => formData[key] != null));
  const before = useRef(formData);
  // A value that comes from outside (it was stored elsewhere, or restored) may be of another branch.
  useEffect(() => {
    if (deepEquals(before.current, formData)) return;
    before.current = formData;
    const branch = branches[selected];
    if (!isOwn.current && !(branch && fitsBranch(branch, formData, root))) setSelected(find());
    isOwn.current = false;
  });
  const change: FieldProps['onChange'] = (value, path, ...more) => {
    isOwn.current = true;
    onChange(value, path, ...more);
    if (path.length <= fieldPathId.path.length) return;
    // Who fills in a branch means it, also where nobody had to choose it first.
    const held = isJsonObject(formData) ? formData : {};
    const after = withValue(held, path.slice(fieldPathId.path.length), value);
    const isMeant = wasChosen.current || isFilledIn(after);
    for (const [key, tag] of Object.entries(tags)) {
      const own = [...fieldPathId.path, key];
      if (isMeant === (held[key] === undefined) && !deepEquals(path, own)) {
        onChange(isMeant ? tag : undefined, own);
      }
    }
  };
  const isFilledIn = (value: JsonObject) => {
    const others = Object.entries(value).filter(([key]) => !Object.hasOwn(tags, key));
    const branch = branches[selected] ?? {};
    return Object.keys(forgiveInput(root, branch, Object.fromEntries(others)) as JsonObject).length > 0;
  };
  const select = (index: number) => {
    if (index === selected) return;
    wasChosen.current = true;
    if (formData !== undefined) kept.current.set(selected, formData as JsonValue);
    setSelected(index);
    const to = branches[index];
    const from = branches[selected];
    const move = { root, choice: schema, from, kept: kept.current.get(index) };
    const moved = to ? moveToBranch(formData as JsonValue, { ...move, to }) : undefined;
    const next = to
      ? registry.schemaUtils.getDefaultFormState(to as RJSFSchema, moved, 'excludeObjectChildren')
      : moved;
    change(next, fieldPathId.path, undefined, fieldPathId.$id);
  };
  return { selected, tags, select, change };
}
