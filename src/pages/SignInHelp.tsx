import { useTranslation } from 'react-i18next';
import { SupportLinks } from './SupportLinks.tsx';

/** Renders the answers for people whose code does not arrive or who have another number now. */
export function SignInHelp() {
  const { t } = useTranslation('app');
  return (
    <details className="sign-in-help">
      <summary>{t('signIn.help')}</summary>
      <p>{t('signIn.help.wait')}</p>
      <p>
        {t('signIn.help.lost')} <SupportLinks />
      </p>
    </details>
  );
}
