import type { UiSchema } from '../model/json-schema.ts';
import { getUiOption } from '../model/json-schema.ts';
import type { ControlProps } from './control-props.ts';
import { useInput } from './use-input.ts';

type TextElement = HTMLInputElement | HTMLTextAreaElement;

/** How a value becomes text and text becomes a value; plain text by default. */
export interface TextConversion {
  toText?(value: unknown): string;
  toValue?(text: string): unknown;
}

/** Binds an element that text is typed into to its value; `attributes` are those that the element needs for it. */
export function useTextInput<E extends TextElement>(props: ControlProps, conversion: TextConversion = {}) {
  const { path, value, uiSchema, onChange } = props;
  const { toText = showText, toValue = (text: string) => readText(text, uiSchema) } = conversion;
  const input = useInput<E, unknown>({
    path,
    value,
    onCommit: onChange,
    commitsInPauses: true,
    read: (element) => (shows(element, toText(value)) ? value : toValue(element.value)),
    write: (element, next) => {
      element.value = toText(next);
    },
  });
  const attributes = {
    ref: input.element,
    defaultValue: toText(input.initial),
    onInput: input.onInput,
    onBlur: input.onBlur,
  };
  return { input, attributes };
}

/** The text of a value; `""` for what one line cannot show. */
export function showText(value: unknown): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}

/** The value that stands for an empty control. */
export function getEmptyValue(uiSchema: UiSchema): unknown {
  return getUiOption(uiSchema, 'emptyValue');
}

function readText(text: string, uiSchema: UiSchema): unknown {
  return text === '' ? getEmptyValue(uiSchema) : text;
}

/** Whether an element shows a text as well as it can: browsers sanitize the values of some types of input. */
function shows(element: TextElement, text: string): boolean {
  if (element.value === text) return true;
  const probe = element.cloneNode() as TextElement;
  probe.value = text;
  return probe.value === element.value;
}
