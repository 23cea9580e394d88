import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageState } from './page-state.tsx';

/** Sets the title of the page on the server and in the browser. With `hasErrors` it starts with "Error:". */
export function usePageTitle(title: string, hasErrors = false): void {
  const { t } = useTranslation('app');
  const { head } = usePageState();
  const own = hasErrors ? t('app.errorTitle', { title }) : title;
  const full = `${own} – ${t('app.name')}`;
  if (typeof document === 'undefined') head.title = full;
  useEffect(() => {
    document.title = full;
  }, [full]);
}
