/** Imported on demand: the pages without a form do without. */
export { loadFormParts, loadValidator, mayHaveFiles } from 'schema-form';
