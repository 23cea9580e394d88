import { sealedSubmissionField } from '../../shared/sign-in-fields.ts';
import { usePageState } from './page-state.tsx';

/**
 * The hidden field that carries the sealed submission through each form of the sign-in page. `form` is the
 * id of a form outside of which the field stands.
 */
export function SealedSubmission({ form }: { form?: string }) {
  const draft = usePageState().state.signIn?.draft;
  return draft ? <input type="hidden" name={sealedSubmissionField} value={draft} form={form} /> : null;
}
