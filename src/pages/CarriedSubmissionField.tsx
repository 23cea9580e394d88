import { sealedSubmissionField } from '../../shared/sign-in-fields.ts';
import { usePageState } from './page-state.tsx';

/**
 * Renders the hidden field with the sealed submission that a page holds until it can be shown again. `form` is the id
 * of the form that the field belongs to if the field is outside that form.
 */
export function CarriedSubmissionField({ form }: { form?: string }) {
  const { carried } = usePageState().state;
  return carried ? <input type="hidden" name={sealedSubmissionField} value={carried} form={form} /> : null;
}
