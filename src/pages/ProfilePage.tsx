import { useTranslation } from 'react-i18next';
import { type EditLinkProps, formatDate, SchemaView } from 'schema-form';
import { Link } from 'wouter';
import { getEditPath, pagePaths } from '../../shared/page.ts';
import { useNextPage } from '../queries/prefetch.ts';
import { PageHeading } from './PageHeading.tsx';
import { Pending } from './Pending.tsx';
import { ProfileNotice } from './ProfileNotice.tsx';
import { useLanguageInfo, usePageState } from './page-state.tsx';
import { SignOutEverywhere } from './SignOutEverywhere.tsx';
import { useForgetSubmission } from './use-forget-submission.ts';
import { usePageTitle } from './use-page-title.ts';
import { useProfile } from './use-profile.ts';
import { useToday } from './use-today.ts';
import { useViewContextValue } from './use-view-context-value.ts';

/** Renders the page for reading the profile. */
export function ProfilePage() {
  const { t } = useTranslation('app');
  const { state } = usePageState();
  const { locale } = useLanguageInfo();
  useForgetSubmission();
  useNextPage(pagePaths.edit);
  const { data: profile, error, refetch } = useProfile();
  const context = useViewContextValue();
  const today = useToday();
  usePageTitle(t('profile.title'));
  if (!profile) return <Pending error={error} onRetry={() => void refetch()} />;
  const { schema, ui_schema, data } = profile.form;
  const date = formatDate(today, locale);
  return (
    <div className="wide">
      <ProfileNotice profile={profile} />
      <div className="page-head">
        <div>
          <PageHeading>{t('profile.title')}</PageHeading>
          <p className="print-date" suppressHydrationWarning>
            {t('profile.asOf', { date })}
          </p>
        </div>
        <Link className="button" href={pagePaths.edit}>
          {t('profile.edit')}
        </Link>
      </div>
      <SchemaView schema={schema} uiSchema={ui_schema} data={data} context={context} EditLink={EditLink} />
      {state.hasOtherSessions && <SignOutEverywhere />}
    </div>
  );
}

/** Links to the form of a section, or to one of its fields. */
function EditLink({ section, fieldId, className, label, children }: EditLinkProps) {
  const fragment = fieldId === null ? '' : `#${encodeURIComponent(fieldId)}`;
  return (
    <Link className={className} aria-label={label} href={getEditPath(section) + fragment}>
      {children}
    </Link>
  );
}
