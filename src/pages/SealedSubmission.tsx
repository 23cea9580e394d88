import { sealedSubmissionField } from '../../shared/sign-in-fields.ts';
import { usePageState } from './page-state.tsx';

/** What was typed when the session was over, for each form of the page of signing in; `form` is the id of one. */
export function SealedSubmission({ form }: { form?: string }) {
  const draft = usePageState().state.signIn?.draft;
  return draft ? <input type="hidden" name={sealedSubmissionField} value={draft} form={form} /> : null;
}
