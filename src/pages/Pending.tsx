import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/request.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';

interface PendingProps {
  error: Error | null;
  onRetry(): void;
}

/** Renders a page whose data is loading or could not be loaded. */
export function Pending({ error, onRetry }: PendingProps) {
  const { t } = useTranslation('app');
  if (!error || (error instanceof ApiError && error.status === 401)) {
    return (
      <p className="pending" role="status">
        {t('app.loading')}
      </p>
    );
  }
  const isOffline = error instanceof ApiError && error.status === 0;
  return (
    <Alert look="error" title={isOffline ? t('failure.offline.title') : t('failure.500.title')} takesFocus>
      <p>{isOffline ? t('failure.offline.text') : t('failure.500.text')}</p>
      <Button type="button" look="quiet" onClick={onRetry}>
        {t('failure.retry')}
      </Button>
    </Alert>
  );
}
