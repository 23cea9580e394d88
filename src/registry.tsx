import type { FormRegistry } from 'schema-form';

/**
 * The widgets, fields, templates and values that this site adds to the form. A form definition refers to
 * them by their key, as in `"ui:widget": "stars"`. See docs/widgets.md.
 */
export const registry: FormRegistry = {
  fields: {},
  templates: {},
  values: {},
  widgets: {},
};
