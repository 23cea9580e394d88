import { useTranslation } from 'react-i18next';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';

interface DiscardedAlertProps {
  onUndo(): void;
  takesFocus?: boolean;
}

/** Says that what was typed was discarded, and offers it once more. It stays until the next edit. */
export function DiscardedAlert({ onUndo, takesFocus = false }: DiscardedAlertProps) {
  const { t } = useTranslation('app');
  return (
    <Alert look="info" takesFocus={takesFocus}>
      <p>{t('edit.discarded')}</p>
      <Button type="button" look="quiet" onClick={onUndo}>
        {t('edit.undo')}
      </Button>
    </Alert>
  );
}
