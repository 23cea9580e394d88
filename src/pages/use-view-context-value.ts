import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewContextValue } from 'schema-form';
import { getFiles } from '../queries/files.ts';
import { registry } from '../registry.tsx';
import { useLanguageInfo } from './page-state.tsx';

/** Returns the context of a reading page in the page's language. */
export function useViewContextValue(): ViewContextValue {
  const { t, i18n } = useTranslation('app');
  const { locale, writing, secondCalendar } = useLanguageInfo();
  const files = getFiles(i18n);
  return useMemo(
    () => ({
      files: files && { ...files, send: null },
      locale,
      writing,
      secondCalendar,
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
    [t, locale, writing, secondCalendar, files],
  );
}
