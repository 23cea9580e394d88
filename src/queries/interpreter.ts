/** This module is imported on demand, because only the playground has forms of strangers. */
export { createInterpreter } from 'schema-form/editor';
