/** The names of options without `ui:`: those that have an effect in this package, and those of rjsf. */
export const optionNames: ReadonlySet<string> = new Set([
  ...['accept', 'addable', 'autocapitalize', 'autocomplete', 'autofocus', 'checkUrl', 'classNames'],
  ...['collapsed', 'collapsible', 'copyable', 'definitions', 'description', 'disabled'],
  ...['duplicateKeySuffixSeparator', 'emptyValue', 'enableMarkdownInDescription', 'enableMarkdownInHelp'],
  ...['enableOptionalDataFieldForType', 'enumDisabled', 'enumNames', 'enumOrder', 'errors', 'expandable'],
  ...['field', 'fieldReplacesAnyOrOneOf', 'filePreview', 'format', 'globalOptions', 'grouping', 'help'],
  ...['hideClearButton', 'hideError', 'hideNowButton', 'inline', 'inputMode', 'inputType', 'label'],
  ...[
    'capture',
    'layoutGrid',
    'link',
    'maxSize',
    'options',
    'optionsSchemaSelector',
    'order',
    'orderable',
    'placeholder',
  ],
  ...[
    'readonly',
    'removable',
    'rootFieldId',
    'rows',
    'searchable',
    'sections',
    'sensitive',
    'shrink',
    'steps',
  ],
  ...['style', 'submitButtonOptions', 'title', 'widget', 'width', 'yearsRange'],
]);

/** The names of widgets of this package and of rjsf. */
export const widgetNames: ReadonlySet<string> = new Set([
  ...['alt-date', 'alt-datetime', 'checkbox', 'checkboxes', 'color', 'date', 'date-parts', 'date-time'],
  ...['datetime', 'email', 'file', 'hidden', 'month', 'password', 'radio', 'range', 'select', 'tags', 'tel'],
  ...['text', 'textarea', 'time', 'updown', 'upload', 'uri', 'week'],
  ...['AltDateTimeWidget', 'AltDateWidget', 'CheckboxWidget', 'CheckboxesWidget', 'ColorWidget'],
  ...[
    'DatePartsWidget',
    'DateTimeWidget',
    'DateWidget',
    'EmailWidget',
    'FileWidget',
    'HiddenWidget',
    'MultiSelectWidget',
  ],
  ...['NumberWidget', 'PasswordWidget', 'PhoneWidget', 'RadioWidget', 'RangeWidget', 'SelectWidget'],
  ...[
    'TagsWidget',
    'TextWidget',
    'TextareaWidget',
    'TimeWidget',
    'URLWidget',
    'UpDownWidget',
    'UploadWidget',
  ],
]);
