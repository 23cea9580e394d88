import { useFormStatus } from 'schema-form';
import { usePageTitle } from './use-page-title.ts';

interface EditTitleProps {
  title: string;
  /** Whether the page says that something went wrong, other than in the fields of the form. */
  hasProblem: boolean;
  /** Whether the page shows the form, and not the review of its changes. */
  isFormVisible: boolean;
}

/** Sets the title of the page that contains the form. It begins with the visible step, as WCAG 2.4.2 asks. */
export function EditTitle({ title, hasProblem, isFormVisible }: EditTitleProps) {
  const { stepName, hasErrors } = useFormStatus();
  usePageTitle(stepName && isFormVisible ? `${stepName} – ${title}` : title, hasErrors || hasProblem);
  return null;
}
