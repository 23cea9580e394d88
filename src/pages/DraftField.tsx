import { draftField } from '../../shared/draft-fields.ts';
import { usePageState } from './page-state.tsx';

/** What was typed when the session was over, for each form of the page of signing in; `form` is the id of one. */
export function DraftField({ form }: { form?: string }) {
  const draft = usePageState().state.signIn?.draft;
  return draft ? <input type="hidden" name={draftField} value={draft} form={form} /> : null;
}
