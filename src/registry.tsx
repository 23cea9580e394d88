import type { FormRegistry } from 'schema-form';

/**
 * What this site adds to the form: each under the name by which a form definition asks for it, such
 * as `"ui:widget": "stars"`. See docs/widgets.md.
 */
export const registry: FormRegistry = {
  fields: {},
  templates: {},
  values: {},
  widgets: {},
};
