import { useTranslation } from 'react-i18next';
import { pagePaths } from '../../shared/page.ts';
import { everywhereField } from '../../shared/sign-in-fields.ts';
import { Button } from '../ui/Button.tsx';
import { dropDraft } from './saved-draft.ts';

/** Renders the form that ends all sessions of the customer. */
export function SignOutEverywhere() {
  const { t } = useTranslation('app');
  return (
    <details className="sign-out-everywhere">
      <summary>{t('profile.otherDevices')}</summary>
      <form method="post" action={pagePaths.signOut} onSubmit={dropDraft}>
        <p id="sign-out-everywhere-help">{t('profile.signOutEverywhereHelp')}</p>
        <Button look="quiet" name={everywhereField} value="1" aria-describedby="sign-out-everywhere-help">
          {t('profile.signOutEverywhere')}
        </Button>
      </form>
    </details>
  );
}
