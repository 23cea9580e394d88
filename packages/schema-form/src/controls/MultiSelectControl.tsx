import { getDisabledOptions, getOptionTitle } from './control-options.ts';
import { type ControlProps, getControlAttributes } from './control-props.ts';
import { ListCompanions } from './ListCompanions.tsx';
import { toMarkupValue } from './markup-value.ts';
import { useListInput } from './use-list-input.ts';

/** A longer list scrolls. */
const mostRows = 8;

/** Some of many options. */
export function MultiSelectControl(props: ControlProps) {
  const { input, options, texts, initial } = useListInput<HTMLSelectElement>(props, {
    read: (select) => [...select.selectedOptions].map((option) => option.value),
    write: (select, chosen) => {
      for (const option of select.options) option.selected = chosen.has(option.value);
    },
  });
  // What cannot be changed is not sent, and so not cleared.
  const isFixed = props.isDisabled || props.isReadOnly;
  const disabled = getDisabledOptions(props.uiSchema);
  const { name, ...attributes } = getControlAttributes(props);
  return (
    <>
      {!isFixed && <ListCompanions name={name} initial={initial} disabled={disabled} />}
      <select
        {...attributes}
        name={`${name}[]`}
        className="input"
        multiple
        size={Math.min(options.length, mostRows)}
        ref={input.element}
        disabled={isFixed || undefined}
        defaultValue={[...initial]}
        onChange={input.onChange}
      >
        {options.map((option) => {
          const text = toMarkupValue(option.value);
          return (
            <option key={text} value={text} disabled={disabled.has(text) || undefined}>
              {getOptionTitle(option, texts)}
            </option>
          );
        })}
      </select>
    </>
  );
}
