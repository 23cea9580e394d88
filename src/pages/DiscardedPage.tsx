import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { pagePaths } from '../../shared/page.ts';
import { sealedSubmissionField } from '../../shared/sign-in-fields.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { PageHeading } from './PageHeading.tsx';
import { usePageTitle } from './use-page-title.ts';

/** Renders the page that follows Cancel without script. `sealed` holds what was typed; `''` if it could not be kept. */
export function DiscardedPage({ sealed }: { sealed: string }) {
  const { t } = useTranslation('app');
  const [path] = useLocation();
  usePageTitle(t('edit.title'));
  return (
    <>
      <PageHeading>{t('edit.title')}</PageHeading>
      <Alert look="info" takesFocus>
        <p>{t('edit.discarded')}</p>
        {sealed !== '' && (
          <form method="post" action={path}>
            <input type="hidden" name={sealedSubmissionField} value={sealed} />
            <Button look="quiet">{t('edit.undo')}</Button>
          </form>
        )}
      </Alert>
      <Link className="button" href={pagePaths.profile}>
        {t('failure.home')}
      </Link>
    </>
  );
}
