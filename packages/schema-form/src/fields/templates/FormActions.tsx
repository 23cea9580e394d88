import { type ReactNode, useContext } from 'react';
import { StepsContext } from '../../store/steps-context.ts';

interface FormActionsProps {
  /** The button that sends the form. Where there are steps, it comes with the last. */
  submit: ReactNode;
  children?: ReactNode;
}

/** The buttons at the end of a form. The first one is what Enter in a field presses. */
export function FormActions({ submit, children }: FormActionsProps) {
  const steps = useContext(StepsContext);
  return (
    <div className="actions">
      {steps?.next ?? submit}
      {steps?.back}
      {children}
    </div>
  );
}
