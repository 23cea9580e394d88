import { getUiOption } from '../model/json-schema.ts';
import { CharactersLeft } from './CharactersLeft.tsx';
import { type ControlProps, getTextAttributes } from './control-props.ts';
import { useTextInput } from './use-text-input.ts';

/** Renders a text of several lines. */
export function TextareaControl(props: ControlProps) {
  const { schema, uiSchema, isReadOnly } = props;
  const { input, attributes } = useTextInput<HTMLTextAreaElement>(props);
  const rows = getUiOption(uiSchema, 'rows');
  const textarea = (
    <textarea
      {...getTextAttributes(props)}
      {...attributes}
      // A string would overwrite what was typed before hydration (initTextarea in react-dom); an array does not.
      defaultValue={[attributes.defaultValue]}
      dir="auto"
      rows={typeof rows === 'number' ? rows : 4}
    />
  );
  if (typeof schema.maxLength !== 'number' || isReadOnly) return textarea;
  return (
    <>
      {textarea}
      <CharactersLeft textarea={input.element} limit={schema.maxLength} />
    </>
  );
}
