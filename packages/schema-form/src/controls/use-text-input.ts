import type { UiSchema } from '../model/json-schema.ts';
import { getUiOption } from '../model/json-schema.ts';
import type { ControlProps } from './control-props.ts';
import { useInput } from './use-input.ts';

type TextElement = HTMLInputElement | HTMLTextAreaElement;

/** Converts values to text and back; by default the value is the text. */
export interface TextConversion {
  toText?(value: unknown): string;
  toValue?(text: string): unknown;
}

/** Binds an element with editable text to its value. Returns the `attributes` that the element needs. */
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

/** Converts a value to text; `""` if a single line cannot show it. */
export function showText(value: unknown): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}

/** Returns the value of an empty control. */
export function getEmptyValue(uiSchema: UiSchema): unknown {
  return getUiOption(uiSchema, 'emptyValue');
}

function readText(text: string, uiSchema: UiSchema): unknown {
  return text === '' ? getEmptyValue(uiSchema) : text;
}

/** Returns whether an element shows a text, after the sanitization that browsers apply to some input types. */
function shows(element: TextElement, text: string): boolean {
  if (element.value === text) return true;
  const probe = element.cloneNode() as TextElement;
  probe.value = text;
  return probe.value === element.value;
}
