import { useTranslation } from 'react-i18next';
import { Alert } from '../ui/Alert.tsx';

/** Says that the last save was not undone, because the profile was saved again since. */
export function UndoRefusedAlert() {
  const { t } = useTranslation('app');
  return (
    <Alert look="error" title={t('undo.refused.title')} takesFocus>
      <p>{t('undo.refused.text')}</p>
    </Alert>
  );
}
