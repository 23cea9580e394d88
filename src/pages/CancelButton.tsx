import { useTranslation } from 'react-i18next';
import { discardField } from '../../shared/edit-fields.ts';
import { Button } from '../ui/Button.tsx';

/**
 * Renders the button that leaves the form. Without script it submits the form, so that what was typed can come back.
 */
export function CancelButton({ onCancel }: { onCancel(): void }) {
  const { t } = useTranslation('app');
  return (
    <Button
      look="quiet"
      name={discardField}
      value="1"
      onClick={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      {t('edit.cancel')}
    </Button>
  );
}
