import { useQuery } from '@tanstack/react-query';
import { formPartsQuery } from '../queries/profile.ts';
import { EditForm } from './EditForm.tsx';
import { Pending } from './Pending.tsx';
import { useProfile } from './use-profile.ts';

const emptyForm = { validator: '', schema: {}, ui_schema: {}, data: {} };

/** Renders the page for editing the profile. */
export function EditPage() {
  const { data: profile, error, refetch } = useProfile();
  const form = profile?.form ?? emptyForm;
  const parts = useQuery({ ...formPartsQuery(form), enabled: profile !== undefined });
  if (!profile || parts.data === undefined) {
    const retry = () => void (profile ? parts.refetch() : refetch());
    return <Pending error={error ?? parts.error} onRetry={retry} />;
  }
  return <EditForm profile={profile} parts={parts.data} />;
}
