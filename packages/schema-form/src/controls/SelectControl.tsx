import { getUiOption } from '../model/json-schema.ts';
import { type ControlProps, getControlAttributes } from './control-props.ts';
import { SearchableSelect } from './SearchableSelect.tsx';
import { useSelect } from './use-select.tsx';

/** Selects of this many options and more can be searched. */
const longList = 15;

/** One of many options. */
export function SelectControl(props: ControlProps) {
  const isSearchable = getUiOption(props.uiSchema, 'searchable') ?? props.options.length >= longList;
  return isSearchable ? <SearchableSelect {...props} /> : <PlainSelect {...props} />;
}

function PlainSelect(props: ControlProps) {
  const { input, children } = useSelect(props);
  return (
    <select
      {...getControlAttributes(props)}
      className="input select"
      disabled={props.isDisabled || props.isReadOnly || undefined}
      ref={input.element}
      defaultValue={input.initial}
      onChange={input.onChange}
    >
      {children}
    </select>
  );
}
