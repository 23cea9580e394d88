/** The names of options without `ui:`: those that have an effect in this package, and those of rjsf. */
export const optionNames: ReadonlySet<string> = new Set([
  ...['accept', 'addable', 'autocapitalize', 'autocomplete', 'autofocus', 'checkUrl', 'classNames'],
  ...['collapsed', 'collapsible', 'copyable', 'definitions', 'description', 'disabled'],
  ...['duplicateKeySuffixSeparator', 'emptyValue', 'enableMarkdownInDescription', 'enableMarkdownInHelp'],
  ...['enableOptionalDataFieldForType', 'enumDisabled', 'enumNames', 'enumOrder', 'errors', 'expandable'],
  ...['field', 'fieldReplacesAnyOrOneOf', 'filePreview', 'format', 'globalOptions', 'grouping', 'help'],
  ...['hideClearButton', 'hideError', 'hideNowButton', 'inline', 'inputMode', 'inputType', 'label'],
  ...['layoutGrid', 'maxSize', 'options', 'optionsSchemaSelector', 'order', 'orderable', 'placeholder'],
  ...[
    'readonly',
    'removable',
    'review',
    'rootFieldId',
    'rows',
    'searchable',
    'sections',
    'sensitive',
    'steps',
  ],
  ...['style', 'submitButtonOptions', 'title', 'widget', 'yearsRange'],
]);
