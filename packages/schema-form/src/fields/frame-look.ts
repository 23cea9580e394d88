import { type CSSProperties, useSyncExternalStore } from 'react';
import { getUiOption, isJsonObject, type UiSchema } from '../model/json-schema.ts';

const never = () => () => {};

/**
 * What `ui:classNames` and `ui:style` say of the element around a field. The style comes after hydration: React sets
 * it by script then, where a content security policy forbids style attributes in HTML.
 */
export function useFrameLook(
  uiSchema: UiSchema,
  className: string,
): { className: string; style: CSSProperties | undefined } {
  const own = getUiOption(uiSchema, 'classNames');
  const style = getUiOption(uiSchema, 'style');
  const hasStyle = isJsonObject(style);
  // A field without a style does not render once more for it.
  const isApplied = useSyncExternalStore(
    never,
    () => hasStyle,
    () => false,
  );
  return {
    className: typeof own === 'string' ? `${className} ${own}` : className,
    style: isApplied ? (style as CSSProperties) : undefined,
  };
}
