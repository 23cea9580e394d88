import { englishStringTranslator, type Registry } from '@rjsf/utils';

/**
 * What @rjsf/core's Form starts from instead of its default theme: nothing, since `SchemaForm`
 * gives it every field, template and widget.
 */
export default function getDefaultRegistry(): Omit<Registry, 'schemaUtils'> {
  return {
    fields: {},
    templates: { ButtonTemplates: {} } as Registry['templates'],
    widgets: {},
    rootSchema: {},
    formContext: {},
    translateString: englishStringTranslator,
    globalFormOptions: {
      idPrefix: 'root',
      idSeparator: '_',
      useFallbackUiForUnsupportedType: false,
    },
  };
}
