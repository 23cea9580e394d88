import { getUiOption, type UiSchema } from './json-schema.ts';

/**
 * Returns the name of the widget that a uiSchema selects, so that `PasswordWidget` and `password` are the
 * same; null if there is none.
 */
export function getWidget(uiSchema: UiSchema | undefined): string | null {
  const widget = getUiOption(uiSchema, 'widget');
  return typeof widget === 'string' ? widget.replace(/Widget$/, '').toLowerCase() : null;
}
