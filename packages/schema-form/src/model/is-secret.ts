import { getUiOption } from './json-schema.ts';
import type { Node } from './nodes.ts';
import { getWidget } from './widget-name.ts';

/**
 * Whether a value is never shown: any schema that could apply forbids that it leaves the server, or people type it
 * as a password.
 */
export function isSecret({ isWriteOnly, possible, uiSchema }: Node): boolean {
  return (
    isWriteOnly ||
    possible.some(({ format }) => format === 'password') ||
    getWidget(uiSchema) === 'password' ||
    getUiOption(uiSchema, 'inputType') === 'password'
  );
}
