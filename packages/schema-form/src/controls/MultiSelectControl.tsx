import { getDisabledOptions, getOptionTitle } from './control-options.ts';
import { type ControlProps, getControlAttributes } from './control-props.ts';
import { ListCompanions } from './ListCompanions.tsx';
import { toMarkupValue } from './markup-value.ts';
import { useListInput } from './use-list-input.ts';

/** The maximum number of visible rows; longer lists scroll. */
const maxRows = 8;

/** Renders a list of many options as a select. */
export function MultiSelectControl(props: ControlProps) {
  const { input, options, texts, initial } = useListInput<HTMLSelectElement>(props, {
    read: (select) => [...select.selectedOptions].map((option) => option.value),
    write: (select, chosen) => {
      for (const option of select.options) option.selected = chosen.has(option.value);
    },
  });
  // A fixed value is not submitted, so that the server does not clear it.
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
        size={Math.min(options.length, maxRows)}
        ref={input.element}
        disabled={isFixed || undefined}
        defaultValue={[...initial]}
        onChange={input.onChange}
      >
        {options.map((option) => {
          const text = toMarkupValue(option.value);
          return (
            <option key={text} value={text} lang={option.lang} disabled={disabled.has(text) || undefined}>
              {getOptionTitle(option, texts)}
            </option>
          );
        })}
      </select>
    </>
  );
}
