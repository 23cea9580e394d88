import type { ReactNode } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { stepFields } from '../model/steps.ts';
import { useFormStore, useStep } from '../store/store-context.ts';

interface FormActionsProps {
  /** The button that sends the form. In a form of several steps, it comes with the last. */
  submit: ReactNode;
  children?: ReactNode;
}

/** The buttons at the end of a form. The first one is what Enter in a field presses. */
export function FormActions({ submit, children }: FormActionsProps) {
  const store = useFormStore();
  const step = useStep();
  const { texts } = useFormContext();
  const { isFirst, isLast } = store.getStepPosition();
  return (
    <div className="actions">
      {isLast ? (
        submit
      ) : (
        <button className="button" type="submit" name={stepFields.next} value={step ?? 0}>
          {texts.next}
        </button>
      )}
      {!isFirst && (
        <button
          className="button button-quiet"
          type="submit"
          name={stepFields.back}
          value={step ?? 0}
          onClick={(event) => {
            event.preventDefault();
            store.goTo({ from: step ?? 0, by: -1 });
          }}
        >
          {texts.back}
        </button>
      )}
      {children}
    </div>
  );
}
