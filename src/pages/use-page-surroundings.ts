import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '../../shared/languages.ts';
import type { FormSurroundings } from '../form/form-texts.ts';
import { getFiles } from '../queries/files.ts';
import { registry } from '../registry.tsx';
import { usePageState } from './page-state.tsx';

/** The words that forms and views need, in the page's language; and of forms that are saved what asks the server. */
export function usePageSurroundings(
  checkValue?: FormSurroundings['checkValue'],
  takesFiles = false,
): FormSurroundings {
  const { t } = useTranslation('app');
  const { language } = usePageState().state;
  const files = getFiles(language);
  return useMemo(
    () => ({
      files: takesFiles ? files : files && { ...files, send: null },
      locale: languages[language].locale,
      ...(checkValue && { checkValue }),
      registry,
      texts: {
        errorSummary: t('form.errorSummary'),
        optional: t('form.optional'),
        choose: t('form.choose'),
        yes: t('form.yes'),
        no: t('form.no'),
        notGiven: t('form.notGiven'),
        show: t('form.show'),
        hide: t('form.hide'),
        deprecated: t('form.deprecated'),
        add: t('form.add'),
        remove: t('form.remove'),
        duplicate: t('form.duplicate'),
        moveUp: t('form.moveUp'),
        moveDown: t('form.moveDown'),
        key: t('form.key'),
        newKey: t('form.newKey'),
        unsupported: t('form.unsupported'),
        palette: t('form.palette'),
        day: t('form.day'),
        month: t('form.month'),
        year: t('form.year'),
        charactersLeft: (count) => t('form.charactersLeft', { count }),
        charactersTooMany: (count) => t('form.charactersTooMany', { count }),
        showOptions: t('form.showOptions'),
        options: t('form.options'),
        noOptions: t('form.noOptions'),
        optionsFound: (count) => t('form.optionsFound', { count }),
        tagsHelp: t('form.tagsHelp'),
        added: (entry) => t('form.added', { entry }),
        removed: (entry) => t('form.removed', { entry }),
        moved: (place, total) => t('form.moved', { place, total }),
        entryLimits: (fewest, most) => {
          if (most === null) return t('form.entries.atLeast', { fewest });
          if (fewest === most) return t('form.entries.exactly', { most });
          return fewest === 0
            ? t('form.entries.atMost', { most })
            : t('form.entries.between', { fewest, most });
        },
        entryOf: (title, number) => t('form.entryOf', { title, number }),
        showFields: t('form.showFields'),
        entry: (number) => t('form.entry', { number }),
        step: (number, count, title) =>
          title ? t('form.titledStep', { number, count, title }) : t('form.step', { number, count }),
        next: t('form.next'),
        back: t('form.back'),
        kind: t('form.kind'),
        kinds: {
          string: t('form.kind.string'),
          number: t('form.kind.number'),
          boolean: t('form.kind.boolean'),
        },
      },
    }),
    [t, language, files, checkValue, takesFiles],
  );
}
