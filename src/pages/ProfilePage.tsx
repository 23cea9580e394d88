import { useTranslation } from 'react-i18next';
import { SchemaView } from 'schema-form';
import { Link } from 'wouter';
import { pagePaths } from '../../shared/page.ts';
import { PageHeading } from './PageHeading.tsx';
import { Pending } from './Pending.tsx';
import { ProfileNotice } from './ProfileNotice.tsx';
import { usePageState } from './page-state.tsx';
import { SignOutEverywhere } from './SignOutEverywhere.tsx';
import { useForgetSubmission } from './use-forget-submission.ts';
import { usePageTitle } from './use-page-title.ts';
import { useProfile } from './use-profile.ts';
import { useViewContextValue } from './use-view-context-value.ts';

/** Renders the page for reading the profile. */
export function ProfilePage() {
  const { t } = useTranslation('app');
  useForgetSubmission();
  const { signsInElsewhere } = usePageState().state;
  const { data: profile, error, refetch } = useProfile();
  const context = useViewContextValue();
  usePageTitle(t('profile.title'));
  if (!profile) return <Pending error={error} onRetry={() => void refetch()} />;
  const { schema, ui_schema, data } = profile.form;
  return (
    <>
      <ProfileNotice profile={profile} />
      <div className="page-head">
        <PageHeading>{t('profile.title')}</PageHeading>
        <Link className="button" href={pagePaths.edit}>
          {t('profile.edit')}
        </Link>
      </div>
      <SchemaView schema={schema} uiSchema={ui_schema} data={data} context={context} />
      {!signsInElsewhere && <SignOutEverywhere />}
    </>
  );
}
