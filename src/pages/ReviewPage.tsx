import { useTranslation } from 'react-i18next';
import type { ProfileForm } from '../../shared/customer-api.ts';
import type { ReviewState } from '../../shared/page.ts';
import { PageHeading } from './PageHeading.tsx';
import { ReviewForm } from './ReviewForm.tsx';
import { usePageTitle } from './use-page-title.ts';

interface ReviewPageProps {
  form: ProfileForm;
  review: ReviewState;
}

/** Renders the changes of a form that was submitted without script, before they are saved. */
export function ReviewPage({ form, review }: ReviewPageProps) {
  const { t } = useTranslation('app');
  usePageTitle(t('edit.title'), review.kind === 'conflict');
  return (
    <>
      <PageHeading>{t('edit.title')}</PageHeading>
      <ReviewForm form={form} review={review} fields={review.fields} />
    </>
  );
}
