import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewContextValue } from 'schema-form';
import { getNotation } from '../../shared/language-settings.ts';
import { getFiles } from '../queries/files.ts';
import { registry } from '../registry.tsx';
import { usePageState } from './page-state.tsx';

/** Returns the context of a reading page in the page's language. */
export function useViewContextValue(): ViewContextValue {
  const { t } = useTranslation('app');
  const { language } = usePageState().state;
  const files = getFiles(language);
  return useMemo(
    () => ({
      files: files && { ...files, send: null },
      ...getNotation(language),
      registry,
      texts: {
        yes: t('form.yes'),
        no: t('form.no'),
        notGiven: t('form.notGiven'),
        show: t('form.show'),
        hide: t('form.hide'),
        deprecated: t('form.deprecated'),
        edit: t('view.edit'),
        add: t('view.add'),
        incomplete: t('view.incomplete'),
        weekOf: (week, year) => t('view.week', { week, year }),
        item: (title, number, value) =>
          value === null
            ? t('form.item', { title, number }).trim()
            : t('form.itemWithValue', { title, number, value }).trim(),
      },
    }),
    [t, language, files],
  );
}
