import { Choices, OptionInput } from './Choices.tsx';
import { addUnknownOptions, getDisabledOptions, getOptionTitle } from './control-options.ts';
import { type ControlProps, getControlAttributes } from './control-props.ts';
import { toMarkupValue } from './markup-value.ts';
import { useOptionInput } from './use-option-input.ts';

/** Renders one of a few options as radios. The frame is a fieldset with a legend. */
export function RadioControl(props: ControlProps) {
  const { id, value, uiSchema, isDisabled, isReadOnly } = props;
  const { input, options, texts } = useOptionInput<HTMLDivElement>(props, {
    read: (element) => element.querySelector<HTMLInputElement>('input:checked')?.value ?? '',
    write: (element, chosen) => {
      for (const radio of element.querySelectorAll('input')) {
        radio.checked = chosen !== '' && radio.value === chosen;
      }
    },
  });
  const disabled = getDisabledOptions(uiSchema);
  const { name, required, autoFocus, autoComplete } = getControlAttributes(props);
  return (
    <Choices uiSchema={uiSchema} options={options} element={input.element}>
      {addUnknownOptions(options, [value, input.initial]).map((option, index) => {
        const text = toMarkupValue(option.value);
        return (
          <OptionInput
            key={text}
            type="radio"
            id={`${id}-${index}`}
            title={getOptionTitle(option, texts)}
            titleLang={option.lang}
            description={option.description}
            name={name}
            value={text}
            required={required}
            autoComplete={autoComplete}
            autoFocus={autoFocus && index === 0}
            // An empty value was not chosen by anybody, even if one of the options stands for it.
            defaultChecked={text !== '' && text === input.initial}
            disabled={isDisabled || isReadOnly || disabled.has(text) || undefined}
            onChange={input.onChange}
          />
        );
      })}
    </Choices>
  );
}
