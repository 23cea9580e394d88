import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps, FieldPathId } from '@rjsf/utils';
import { type ComponentType, useRef } from 'react';
import { useFormSurroundings } from '../../context/form-texts.ts';
import { type ErrorSchema, getUiOption, type JsonSchema, type UiSchema } from '../../model/json-schema.ts';
import { useShownErrors } from '../../store/form-errors.ts';
import { errorIdOf, getFieldName, helpIdOf } from '../field-options.ts';
import { getFoldable, nameGroup } from '../Group.tsx';
import type { FoldableProps } from '../layout/Foldable.tsx';
import { hasFault } from '../Sections.tsx';
import { EnterButton, ListButton } from './ListButton.tsx';
import { ListProvider, useList, useListFocus } from './list-focus.ts';

/** A list of values, which grows and shrinks. It says itself what is wrong with it. */
export function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  const { title, items, canAdd, onAddClick, required, fieldPathId, registry, rawErrors } = props;
  const { texts } = useFormSurroundings();
  const list = useRef<HTMLFieldSetElement>(null);
  const { said, surroundings } = useListFocus(list, title);
  const schema = props.schema as JsonSchema;
  const uiSchema = props.uiSchema as UiSchema | undefined;
  const { $id: id } = fieldPathId;
  const isFixed = props.disabled || props.readonly;
  const name = getFieldName(fieldPathId, registry);
  const help = getUiOption(uiSchema, 'help') ?? getUiOption(uiSchema, 'description') ?? schema.description;
  const limits = isFixed ? '' : getLimits(schema, texts.entryLimits);
  const helps = [typeof help === 'string' ? help : '', limits].filter(Boolean);
  const hasErrors = Boolean(rawErrors?.length);
  const described = [helps.length > 0 && helpIdOf(id), hasErrors && errorIdOf(id)].filter(Boolean).join(' ');
  const added = useEntryName(schema.items as JsonSchema | undefined, title);
  const groupName = nameGroup(title, schema, texts);
  const Foldable = getFoldable(groupName, uiSchema);
  const content = (
    <>
      {helps.length > 0 && (
        <p className="field-help" id={helpIdOf(id)}>
          {helps.map((text) => (
            <span key={text}>{text}</span>
          ))}
        </p>
      )}
      {hasErrors && (
        <p className="field-error" id={errorIdOf(id)}>
          {rawErrors?.map((error) => (
            <span key={error}>{error}</span>
          ))}
        </p>
      )}
      {/* A list that has no entries any more is sent too. */}
      {!isFixed && <input type="hidden" name={required ? `${name}[]` : name} value="" />}
      <ListProvider value={surroundings}>{items}</ListProvider>
      {canAdd && !isFixed && (
        <ListButton
          action="add"
          name={name}
          label={texts.add}
          of={title}
          listId={id}
          onClick={(event) => {
            surroundings.announce('add', items.length, texts.added(added(items.length)));
            onAddClick(event);
          }}
        />
      )}
      <span className="visually-hidden" aria-live="polite" ref={said} />
    </>
  );
  if (Foldable) {
    return (
      <FoldableList
        id={id}
        path={fieldPathId.path}
        title={groupName}
        isCollapsed={getUiOption(uiSchema, 'collapsed') === true}
        describedBy={described || undefined}
        ref={list}
        Foldable={Foldable}
      >
        <EnterButton />
        {content}
      </FoldableList>
    );
  }
  return (
    <fieldset className="group" id={id} ref={list} tabIndex={-1} aria-describedby={described || undefined}>
      <legend className="group-title">
        {groupName}
        <EnterButton />
      </legend>
      {content}
    </fieldset>
  );
}

interface FoldableListProps extends Omit<FoldableProps, 'look' | 'isFaulty'> {
  path: FieldPathId['path'];
  Foldable: ComponentType<FoldableProps>;
}

/** rjsf tells a list of its own faults alone: those of its entries are asked for here. */
function FoldableList({ path, Foldable, ...props }: FoldableListProps) {
  const { errors } = useShownErrors();
  const own = path.reduce<ErrorSchema[string]>(
    (inside, key) => (inside && !Array.isArray(inside) ? inside[key] : undefined),
    errors,
  );
  return <Foldable {...props} look="group" isFaulty={hasFault(own)} />;
}

/** One entry of a list, with what can be done to it. */
export function ArrayFieldItemTemplate(props: ArrayFieldItemTemplateProps) {
  const { children, buttonsProps, hasToolbar, disabled, readonly, index, totalItems, registry } = props;
  const { texts } = useFormSurroundings();
  const list = useList();
  const getEntryName = useEntryName(props.schema as JsonSchema, list.title, props.uiSchema as UiSchema);
  const name = getEntryName(index);
  const { $id: id } = buttonsProps.fieldPathId;
  const listId = id.slice(0, id.lastIndexOf(registry.globalFormOptions.idSeparator));
  const { hasMoveUp, hasMoveDown, hasCopy, hasRemove } = buttonsProps;
  const actions = [
    {
      action: 'up' as const,
      isShown: hasMoveUp,
      label: texts.moveUp,
      act: buttonsProps.onMoveUpItem,
      said: texts.moved(index, totalItems),
    },
    {
      action: 'down' as const,
      isShown: hasMoveDown,
      label: texts.moveDown,
      act: buttonsProps.onMoveDownItem,
      said: texts.moved(index + 2, totalItems),
    },
    {
      action: 'copy' as const,
      isShown: hasCopy,
      label: texts.duplicate,
      act: buttonsProps.onCopyItem,
      said: texts.added(getEntryName(index + 1)),
    },
    {
      action: 'remove' as const,
      isShown: hasRemove,
      label: texts.remove,
      act: buttonsProps.onRemoveItem,
      said: texts.removed(name),
    },
  ].filter(({ isShown }) => isShown);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend in sight
    <div className="entry" role="group" aria-label={name}>
      {children}
      {hasToolbar && !disabled && !readonly && (
        <div className="entry-actions">
          {actions.map(({ action, label, act, said }) => (
            <ListButton
              key={action}
              action={action}
              name={getFieldName(buttonsProps.fieldPathId, registry)}
              label={label}
              of={name}
              listId={listId}
              onClick={(event) => {
                list.announce(action, index, said);
                act(event);
              }}
            />
          ))}
        </div>
      )}
    </div>
  );
}

/** Gives what people call the entries of a list, by their index. */
function useEntryName(schema: JsonSchema | undefined, listTitle: string, uiSchema?: UiSchema) {
  const { texts } = useFormSurroundings();
  const title = getUiOption(uiSchema, 'title') ?? schema?.title ?? listTitle;
  return (index: number) => texts.entryOf(String(title), index + 1);
}

/** How many entries there may be, in one sentence; `""` when there is no limit. */
function getLimits(schema: JsonSchema, say: (fewest: number, most: number | null) => string): string {
  const read = (limit: unknown) => (typeof limit === 'number' ? limit : null);
  const [fewest, most] = [read(schema.minItems) ?? 0, read(schema.maxItems)];
  return fewest > 0 || most !== null ? say(fewest, most) : '';
}
