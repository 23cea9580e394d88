import { useTranslation } from 'react-i18next';
import type { Navigation } from './create-navigation.ts';

/** Renders a line at the top of the page while the next one is loading, and says so to screen readers. */
export function PageProgress({ navigation }: { navigation: Navigation }) {
  const { t } = useTranslation('app');
  const isSlow = navigation.useIsSlow();
  return (
    // The live region is there before its text, so that screen readers announce the text.
    <div className="page-progress" aria-live="polite">
      {isSlow && <span className="visually-hidden">{t('app.loading')}</span>}
    </div>
  );
}
