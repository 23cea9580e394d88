import { useCombobox } from 'downshift';
import {
  type ChangeEvent,
  type FocusEvent,
  type InputHTMLAttributes,
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ListTexts } from '../context/form-context.ts';
import { findNamedOption, indexOptions, type SearchableOption, searchOptions } from './search-options.ts';

type Passed = 'id' | 'required' | 'disabled' | 'aria-invalid' | 'aria-describedby' | 'placeholder';

export interface ComboboxProps extends Pick<InputHTMLAttributes<HTMLInputElement>, Passed> {
  id: string;
  options: readonly SearchableOption[];
  texts: ListTexts;
  /** The value of the chosen option, or a typed text that is not an option. */
  value: string;
  /** Brings back the chosen option when the field is left with a text that means no option. */
  isStrict?: boolean;
  form: HTMLFormElement | null;
  /** Called after every change with the option that the text names, or with the text itself. */
  onType(value: string): void;
  /** Called when the text is final: an option was chosen or the field lost the focus. */
  onSettle(): void;
}

const { stateChangeTypes: changes } = useCombobox;
const arrowKeyChanges = new Set<string>([
  changes.InputKeyDownArrowDown,
  changes.InputKeyDownArrowUp,
  changes.InputKeyDownPageDown,
  changes.InputKeyDownPageUp,
  changes.InputKeyDownHome,
  changes.InputKeyDownEnd,
]);

/**
 * Renders a text field that searches a list of options by code and by any part of a title, ignoring accents. When it
 * loses the focus, it chooses the option that the text names in full, the only match, or the option that the arrow
 * keys highlighted. A text that matches no option stays and is validated, unless the combobox is strict.
 */
export function Combobox(props: ComboboxProps) {
  const { id, options, texts, value, isStrict = false, form, onType, onSettle } = props;
  const [query, setQuery] = useState('');
  const index = useMemo(() => indexOptions(options), [options]);
  const items = useMemo(() => searchOptions(index, query), [index, query]);
  const find = (wanted: string) => options.find((option) => option.value === wanted) ?? null;
  /** The last value that was passed to the select. */
  const passed = useRef(value);
  const isHighlightedByKey = useRef(false);
  const pass = (next: string) => {
    passed.current = next;
    onType(next);
  };

  const combobox = useCombobox<SearchableOption>({
    id,
    inputId: id,
    items,
    itemToString: (option) => option?.label ?? '',
    initialSelectedItem: find(value),
    initialInputValue: find(value)?.label ?? value,
    stateReducer: (state, { type, changes: next }) => {
      if (type === changes.InputChange) return { ...next, highlightedIndex: next.inputValue ? 0 : -1 };
      // Moving the mouse must not highlight an option, because leaving the field would choose it.
      if (type === changes.ItemMouseMove || type === changes.MenuMouseLeave) return state;
      if (type === changes.InputBlur && !isHighlightedByKey.current) {
        return { ...next, selectedItem: state.selectedItem, inputValue: state.inputValue };
      }
      return next;
    },
    onStateChange: ({ type, inputValue, selectedItem, isOpen }) => {
      isHighlightedByKey.current = arrowKeyChanges.has(type);
      if (type === changes.InputChange) {
        pass(findNamedOption(index, inputValue ?? '')?.value ?? (inputValue ?? '').trim());
        return;
      }
      if (isOpen === false) setQuery('');
      const isChosenHere = type !== changes.FunctionSelectItem && type !== changes.FunctionSetInputValue;
      const chosen = selectedItem ?? (inputValue === undefined ? null : combobox.selectedItem);
      if (!isChosenHere || !chosen) return;
      pass(chosen.value);
      onSettle();
    },
  });
  const { isOpen, selectItem, setInputValue, getItemProps } = combobox;

  const write = (shown: string) => {
    passed.current = shown;
    const option = find(shown);
    selectItem(option);
    if (!option) setInputValue(shown);
  };
  const show = useEffectEvent(write);
  const shownOptions = useRef(options);
  useEffect(() => {
    if (value === passed.current && options === shownOptions.current) return;
    shownOptions.current = options;
    show(value);
  }, [value, options]);
  useEffect(() => {
    const reset = () => setTimeout(() => show(value));
    form?.addEventListener('reset', reset);
    return () => form?.removeEventListener('reset', reset);
  }, [form, value]);

  /** Completes the text to the title of an option if it can mean only that option. */
  const complete = (text: string) => {
    if (text === combobox.selectedItem?.label || (isOpen && isHighlightedByKey.current)) return;
    const fitting = text.trim() === '' ? [] : searchOptions(index, text);
    const meant = findNamedOption(index, text) ?? (fitting.length === 1 ? fitting[0] : null);
    if (meant) {
      selectItem(meant);
      pass(meant.value);
    } else if (isStrict) write(value);
  };
  const found = items.length === 0 ? texts.noOptions : texts.optionsFound(items.length);
  const [box, isUpward] = useDirection(isOpen);
  return (
    <div className={isUpward ? 'combobox-box combobox-upward' : 'combobox-box'} ref={box}>
      <input
        {...combobox.getInputProps({
          className: 'input combobox-input',
          dir: 'auto',
          spellCheck: false,
          placeholder: props.placeholder,
          required: props.required,
          'aria-invalid': props['aria-invalid'],
          'aria-describedby': props['aria-describedby'],
          // The label of the field already names the input.
          'aria-labelledby': undefined,
          ...(items.length === 0 && { 'aria-activedescendant': '' }),
          onChange: (event: ChangeEvent<HTMLInputElement>) => {
            // With the event itself, the list is the one of this text when Enter follows at once.
            setQuery(event.target.value);
          },
          onFocus: (event: FocusEvent<HTMLInputElement>) => {
            // Selects the text, so that the next key press replaces the title of the chosen option.
            event.target.select();
          },
          onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
            // Escape closes the list, or the dialog around it once the list is closed. Downshift would empty the field.
            const isForDialog = event.key === 'Escape' && !isOpen;
            if (isForDialog) Object.assign(event.nativeEvent, { preventDownshiftDefault: true });
          },
          onBlur: (event: FocusEvent<HTMLInputElement>) => {
            complete(event.target.value);
            onSettle();
          },
        })}
      />
      <button
        type="button"
        className="combobox-toggle"
        {...combobox.getToggleButtonProps({ 'aria-label': texts.showOptions })}
      />
      <ul
        {...combobox.getMenuProps({
          className: 'combobox-list',
          'aria-label': texts.options,
          hidden: !isOpen || items.length === 0,
        })}
      >
        {isOpen &&
          items.map((option, position) => (
            <li
              key={option.value}
              {...getItemProps({
                item: option,
                index: position,
                lang: option.lang,
                className: option.value === value ? 'combobox-option combobox-chosen' : 'combobox-option',
              })}
            >
              {option.label}
            </li>
          ))}
      </ul>
      {isOpen && items.length === 0 && (
        <p className="combobox-list combobox-none" aria-hidden="true">
          {texts.noOptions}
        </p>
      )}
      <span className="visually-hidden" aria-live="polite">
        {isOpen && query !== '' && found}
      </span>
    </div>
  );
}

/** The maximum height of the list in pixels; see `.combobox-list`. */
const listHeight = 300;

/** Returns a ref for the box of a list, and whether the list opens upward because there is more space above. */
function useDirection(isOpen: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const [isUpward, setUpward] = useState(false);
  useLayoutEffect(() => {
    if (!isOpen || !box.current) return;
    const { top, bottom } = box.current.getBoundingClientRect();
    const below = window.innerHeight - bottom;
    setUpward(below < listHeight && top > below);
  }, [isOpen]);
  return [box, isUpward] as const;
}
