import { useTranslation } from 'react-i18next';
import { pagePaths } from '../../shared/page.ts';
import { CarriedSubmissionField } from './CarriedSubmissionField.tsx';
import { PageHeading } from './PageHeading.tsx';
import { usePageState } from './page-state.tsx';
import { usePageTitle } from './use-page-title.ts';

const known = [400, 403, 404, 405, 408, 413, 429, 500, 502, 503, 504] as const;

/** Shows what went wrong. Its link is not a client navigation: it loads the next page and all scripts again. */
export function FailurePage({ status }: { status: number }) {
  const { t } = useTranslation('app');
  const { carried } = usePageState().state;
  const failure = known.find((code) => code === status) ?? 500;
  // A form that was sent without an answer may be stored: the page with script says so in the same words.
  const isUnknown = failure === 504 && carried;
  const title = t(isUnknown ? 'edit.unknown.title' : `failure.${failure}.title`);
  usePageTitle(title);
  return (
    <>
      <PageHeading>{title}</PageHeading>
      <p>{t(isUnknown ? 'edit.unknown.text' : `failure.${failure}.text`)}</p>
      {carried && (
        <form className="form" method="post" action={pagePaths.edit}>
          <p>{t('failure.kept')}</p>
          <CarriedSubmissionField />
          <button type="submit" className="button">
            {t('failure.retry')}
          </button>
        </form>
      )}
      <p>
        <a className="button button-quiet" href={pagePaths.profile}>
          {t('failure.home')}
        </a>
      </p>
    </>
  );
}
