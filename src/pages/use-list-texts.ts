import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListTexts } from 'schema-form';

/** Returns the texts of a searchable list in the page's language. */
export function useListTexts(): ListTexts {
  const { t } = useTranslation('app');
  return useMemo(
    () => ({
      showOptions: t('form.showOptions'),
      options: t('form.options'),
      noOptions: t('form.noOptions'),
      optionsFound: (count) => t('form.optionsFound', { count }),
    }),
    [t],
  );
}
