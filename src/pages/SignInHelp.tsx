import { useTranslation } from 'react-i18next';
import { brand } from '../../shared/brand.ts';

/** Renders the answers for people whose code does not arrive or who have another number now. */
export function SignInHelp() {
  const { t } = useTranslation('app');
  return (
    <details className="sign-in-help">
      <summary>{t('signIn.help')}</summary>
      <p>{t('signIn.help.wait')}</p>
      <p>
        {t('signIn.help.lost')}{' '}
        <a className="link" href={brand.links.contact}>
          {t('footer.contact')}
        </a>
      </p>
    </details>
  );
}
