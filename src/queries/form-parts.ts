/** This module is imported on demand, so that pages without a form do not load it. */
export { loadFormParts, loadValidator, mayHaveFiles } from 'schema-form';
