import { englishStringTranslator, type Registry } from '@rjsf/utils';

/**
 * Returns the default registry for the `Form` of @rjsf/core, without the default theme, because `SchemaForm` renders
 * every field itself. A build replaces `getDefaultRegistry` of @rjsf/core with this module, which saves 53 kB of
 * script.
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
