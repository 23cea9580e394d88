import { type CSSProperties, createContext, use } from 'react';
import { getUiOption, isJsonObject, type UiSchema } from '../model/json-schema.ts';

/** Whether the form is hydrated. One value for the whole form costs less than a subscription in each field. */
export const HydratedContext = createContext(false);

/**
 * Returns the class and the style of a field's frame from `ui:classNames` and `ui:style`. The style is applied after
 * hydration, because a content security policy may forbid style attributes in HTML; React then sets it by script.
 */
export function useFrameLook(
  uiSchema: UiSchema,
  className: string,
): { className: string; style: CSSProperties | undefined } {
  const own = getUiOption(uiSchema, 'classNames');
  const style = getUiOption(uiSchema, 'style');
  // A field without a style does not read the context, so it does not render again after hydration.
  const isApplied = isJsonObject(style) && use(HydratedContext);
  return {
    className: typeof own === 'string' ? `${className} ${own}` : className,
    style: isApplied ? (style as CSSProperties) : undefined,
  };
}
