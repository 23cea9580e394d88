import { canExpand, type ObjectFieldTemplateProps } from '@rjsf/utils';
import { useRef } from 'react';
import { useFormSurroundings } from '../../context/form-texts.ts';
import { useIsHydrated } from '../../controls/use-is-hydrated.ts';
import type { ErrorSchema, JsonSchema, UiSchema } from '../../model/json-schema.ts';
import { mapSuffix } from '../../model/map-changes.ts';
import { getSections } from '../../model/sections.ts';
import { AddedKeyContext } from '../added-key.ts';
import { getFieldName } from '../field-options.ts';
import { Group } from '../Group.tsx';
import { hasFault, Sections } from '../Sections.tsx';
import { EnterButton, ListButton } from './ListButton.tsx';

/** An object that rjsf's own field draws: one whose properties are not all known. */
export function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const { title, description, properties, fieldPathId, formData, onAddProperty } = props;
  const { disabled, readonly } = props;
  const schema = props.schema as JsonSchema;
  const uiSchema = props.uiSchema as UiSchema | undefined;
  const errors = props.errorSchema as ErrorSchema | undefined;
  const { texts } = useFormSurroundings();
  const isHydrated = useIsHydrated();
  const isAdded = useRef(false);
  const contents = new Map(properties.map(({ name, content }) => [name, content]));
  const isRoot = fieldPathId.path.length === 0;
  const drawn = Object.fromEntries([...contents.keys()].map((key) => [key, true]));
  const fields = (
    <AddedKeyContext value={isAdded}>
      <Sections
        id={fieldPathId.$id}
        isRoot={isRoot}
        sections={getSections({ properties: drawn }, uiSchema)}
        errors={errors}
        drawFields={(keys) => keys.map((key) => contents.get(key))}
      />
    </AddedKeyContext>
  );
  const isMap = !disabled && !readonly && canExpand(props.schema, props.uiSchema, formData);
  const name = getFieldName(fieldPathId, props.registry);
  const add = isMap && (!isRoot || isHydrated) && (
    <ListButton
      action="addKey"
      name={`${name}[${texts.newKey}]`}
      label={texts.add}
      of={title}
      listId={fieldPathId.$id}
      onClick={() => {
        isAdded.current = true;
        onAddProperty();
      }}
    />
  );
  if (isRoot) {
    return (
      <>
        {fields}
        {add}
      </>
    );
  }
  return (
    <Group
      id={fieldPathId.$id}
      title={title}
      help={typeof description === 'string' ? description : undefined}
      schema={schema}
      uiSchema={uiSchema}
      isFaulty={hasFault(errors)}
    >
      {add && <EnterButton />}
      {/* A map that has no entries any more is sent too. */}
      {isMap && <input type="hidden" name={`${name}${mapSuffix}`} value="" />}
      {fields}
      {add}
    </Group>
  );
}
