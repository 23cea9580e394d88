import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Returns the words around changed values in the page's language. */
export function useChangeTexts() {
  const { t } = useTranslation('app');
  return useMemo(
    () => ({ before: t('change.before'), after: t('change.after'), secret: t('change.secret') }),
    [t],
  );
}
