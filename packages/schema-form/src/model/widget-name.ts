import { getUiOption, type UiSchema } from './json-schema.ts';

/** `PasswordWidget` and `password` are the same one. */
export function getWidget(uiSchema: UiSchema | undefined): string | null {
  const widget = getUiOption(uiSchema, 'widget');
  return typeof widget === 'string' ? widget.replace(/Widget$/, '').toLowerCase() : null;
}
