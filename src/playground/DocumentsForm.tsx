import { useQuery } from '@tanstack/react-query';
import type { PlaygroundState } from '../../shared/page.ts';
import { Pending } from '../pages/Pending.tsx';
import { formPartsQuery } from '../queries/profile.ts';
import { PlaygroundForm } from './PlaygroundForm.tsx';

interface DocumentsFormProps {
  playground: PlaygroundState;
  form: NonNullable<PlaygroundState['form']>;
  /** The path that the form is submitted to without script. */
  action: string;
}

/** Renders the form of submitted documents. */
export function DocumentsForm({ playground, form, action }: DocumentsFormProps) {
  const parts = useQuery(formPartsQuery(form, true));
  if (parts.data === undefined) {
    return <Pending error={parts.error} onRetry={() => void parts.refetch()} />;
  }
  return <PlaygroundForm playground={playground} form={form} parts={parts.data} action={action} />;
}
