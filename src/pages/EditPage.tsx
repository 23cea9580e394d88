import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { findEditedSection, pagePaths } from '../../shared/page.ts';
import { useNextPage } from '../queries/prefetch.ts';
import { formPartsQuery } from '../queries/profile.ts';
import { DiscardedPage } from './DiscardedPage.tsx';
import { EditForm } from './EditForm.tsx';
import { Pending } from './Pending.tsx';
import { usePageState } from './page-state.tsx';
import { ReviewPage } from './ReviewPage.tsx';
import { useProfile } from './use-profile.ts';

const emptyForm = { validator: '', schema: {}, ui_schema: {}, data: {} };

/** Renders the page for editing the profile, or one section of it. */
export function EditPage() {
  const { state } = usePageState();
  const [path] = useLocation();
  const section = findEditedSection(path) ?? null;
  useNextPage(pagePaths.profile);
  const { data: profile, error, refetch } = useProfile();
  const form = profile?.form ?? emptyForm;
  const parts = useQuery({ ...formPartsQuery(form), enabled: profile !== undefined });
  if (!profile || parts.data === undefined) {
    const retry = () => void (profile ? parts.refetch() : refetch());
    return <Pending error={error ?? parts.error} onRetry={retry} />;
  }
  if (state.review) return <ReviewPage form={profile.form} review={state.review} />;
  if (state.discarded !== null) return <DiscardedPage sealed={state.discarded} />;
  return (
    <div className="wide">
      <EditForm key={section} section={section} profile={profile} parts={parts.data} />
    </div>
  );
}
