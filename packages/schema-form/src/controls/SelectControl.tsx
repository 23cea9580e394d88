import { getUiOption } from '../model/json-schema.ts';
import { type ControlProps, getControlAttributes } from './control-props.ts';
import { SearchableSelect } from './SearchableSelect.tsx';
import { useSelect } from './use-select.tsx';

/** The minimum number of options for a searchable select. */
const longList = 15;

/** Renders one of many options as a select. */
export function SelectControl(props: ControlProps) {
  const isSearchable = getUiOption(props.uiSchema, 'searchable') ?? props.options.length >= longList;
  return isSearchable ? <SearchableSelect {...props} /> : <NativeSelect {...props} />;
}

function NativeSelect(props: ControlProps) {
  const { input, widthClass, children } = useSelect(props);
  return (
    <select
      {...getControlAttributes(props)}
      className={`input select ${widthClass}`}
      disabled={props.isDisabled || props.isReadOnly || undefined}
      ref={input.element}
      defaultValue={input.initial}
      onChange={input.onChange}
    >
      {children}
    </select>
  );
}
