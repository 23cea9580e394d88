import type { ReactNode } from 'react';
import { type FormTexts, useFormSurroundings } from '../context/form-texts.ts';
import { getUiOption, type JsonSchema, type UiSchema } from '../model/json-schema.ts';
import { getLayoutParts } from './layout-parts.ts';
import { getSize } from './Sections.tsx';

interface GroupProps {
  id: string;
  /** Empty for none. */
  title: string;
  help: string | undefined;
  schema: JsonSchema;
  uiSchema: UiSchema | undefined;
  /** Whether anything in it has a fault. */
  isFaulty: boolean;
  children: ReactNode;
}

/** Values that belong together, under their name. With `ui:options.collapsible` it can be closed. */
export function Group({ id, title, help, schema, uiSchema, isFaulty, children }: GroupProps) {
  const { texts } = useFormSurroundings();
  const name = nameGroup(title, schema, texts);
  const Foldable = getFoldable(name, uiSchema);
  const content = (
    <>
      {help && <p className="field-help">{help}</p>}
      {children}
    </>
  );
  if (Foldable) {
    const isCollapsed = getUiOption(uiSchema, 'collapsed') === true;
    return (
      <Foldable id={id} look="group" title={name} isCollapsed={isCollapsed} isFaulty={isFaulty}>
        {content}
      </Foldable>
    );
  }
  return (
    <fieldset
      className="group"
      id={id}
      tabIndex={-1}
      {...getSize(Object.keys(schema.properties ?? {}).length)}
    >
      {name && <legend className="group-title">{name}</legend>}
      {content}
    </fieldset>
  );
}

/** What draws a group or a list that can be closed; undefined for one that can't. */
export function getFoldable(title: string, uiSchema: UiSchema | undefined) {
  return title && getUiOption(uiSchema, 'collapsible') === true ? getLayoutParts()?.Foldable : undefined;
}

/** A title, which says too what is no longer used. */
export function nameGroup(title: string, schema: JsonSchema, texts: FormTexts): string {
  return title && schema.deprecated === true ? `${title} (${texts.deprecated})` : title;
}
