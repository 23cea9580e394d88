/** Imported on demand: the pages without a form do without. */
export { loadComplexView, needsComplexView } from 'schema-form';
