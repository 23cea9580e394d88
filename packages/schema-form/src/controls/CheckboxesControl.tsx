import { Choices, OptionInput } from './Choices.tsx';
import { getDisabledOptions, getOptionTitle } from './control-options.ts';
import { type ControlProps, getControlAttributes } from './control-props.ts';
import { ListCompanions } from './ListCompanions.tsx';
import { toMarkupValue } from './markup-value.ts';
import { useListInput } from './use-list-input.ts';

/** Renders a list of options as checkboxes. The frame is a fieldset with a legend. */
export function CheckboxesControl(props: ControlProps) {
  const { id, uiSchema, isDisabled, isReadOnly } = props;
  const { input, options, texts, initial } = useListInput<HTMLDivElement>(props, {
    read: (element) =>
      [...element.querySelectorAll<HTMLInputElement>('input:checked')].map((box) => box.value),
    write: (element, chosen) => {
      for (const box of element.querySelectorAll<HTMLInputElement>('[type=checkbox]')) {
        box.checked = chosen.has(box.value);
      }
    },
  });
  // A fixed value is not submitted, so that the server does not clear it.
  const isFixed = isDisabled || isReadOnly;
  const disabled = getDisabledOptions(uiSchema);
  const { name, autoFocus, 'aria-invalid': isInvalid } = getControlAttributes(props);
  return (
    <Choices uiSchema={uiSchema} options={options} element={input.element}>
      {!isFixed && <ListCompanions name={name} initial={initial} disabled={disabled} />}
      {options.map((option, index) => {
        const text = toMarkupValue(option.value);
        return (
          <OptionInput
            key={text}
            type="checkbox"
            id={`${id}-${index}`}
            title={getOptionTitle(option, texts)}
            titleLang={option.lang}
            description={option.description}
            name={`${name}[]`}
            value={text}
            autoFocus={autoFocus && index === 0}
            aria-invalid={isInvalid}
            defaultChecked={initial.has(text)}
            disabled={isFixed || disabled.has(text) || undefined}
            onChange={input.onChange}
          />
        );
      })}
    </Choices>
  );
}
