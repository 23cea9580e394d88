/**
 * Stands in rjsf for what only its `omitExtraData` and `liveOmit` call, which `SchemaForm` never
 * asks for: data that the schema does not name is the server's to judge.
 */
export default function notAskedFor(): never {
  throw new Error('SchemaForm does not omit extra data');
}

export { notAskedFor as getFieldNames, notAskedFor as getUsedFormData, notAskedFor as isValueEmpty };
