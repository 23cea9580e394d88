import { getUiOption } from './json-schema.ts';
import type { Node } from './nodes.ts';
import { getWidget } from './widget-name.ts';

/**
 * Returns whether a value is never shown: a schema that could apply is `writeOnly`, or the control is a
 * password field.
 */
export function isSecret({ isWriteOnly, possible, uiSchema }: Node): boolean {
  return (
    isWriteOnly ||
    possible.some(({ format }) => format === 'password') ||
    getWidget(uiSchema) === 'password' ||
    getUiOption(uiSchema, 'inputType') === 'password'
  );
}
