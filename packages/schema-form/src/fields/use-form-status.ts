import { useFormContext } from '../context/form-context.ts';
import { hasErrors } from '../store/reported-errors.ts';
import { useFormStore, useReport, useRootNode, useStep } from '../store/store-context.ts';

/** What a form shows, for the title of its page. */
export interface FormStatus {
  /** The name of the visible step, as its heading says it; null for a form without steps. */
  stepName: string | null;
  /** Whether the form shows its error summary. */
  hasErrors: boolean;
}

/** Returns what the form shows that contains the component. */
export function useFormStatus(): FormStatus {
  const { texts } = useFormContext();
  const store = useFormStore();
  const { attempt } = useReport();
  const root = useRootNode();
  const step = useStep();
  const sections = step !== null && root.type === 'object' ? root.sections : [];
  const position = sections.findIndex(({ index }) => index === step);
  const section = sections[position];
  return {
    stepName: section ? texts.step(position + 1, sections.length, section.title) : null,
    hasErrors: attempt !== null && hasErrors(store.getVisibleErrors()),
  };
}
