import { sealedSubmissionField } from '../../shared/sign-in-fields.ts';
import { usePageState } from './page-state.tsx';

/**
 * Renders the hidden field that carries the sealed submission through each form of the sign-in page. `form` is the id
 * of the form that the field belongs to if the field is outside that form.
 */
export function SealedSubmission({ form }: { form?: string }) {
  const draft = usePageState().state.signIn?.draft;
  return draft ? <input type="hidden" name={sealedSubmissionField} value={draft} form={form} /> : null;
}
