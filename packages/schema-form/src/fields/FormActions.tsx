import { cloneElement, type ReactElement, type ReactNode, useSyncExternalStore } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { getUiOption, isJsonObject, type UiSchema } from '../model/json-schema.ts';
import { stepFields } from '../model/step-navigation.ts';
import { useFormStore, useRootNode, useStep } from '../store/store-context.ts';

interface FormActionsProps {
  /**
   * The submit button. In a form with steps, only the last step shows it. `ui:submitButtonOptions` can change its
   * text or omit it.
   */
  submit: ReactElement<ButtonProps>;
  /** The submit button of the other steps. They show it once the whole form is valid. */
  finish?: ReactElement<ButtonProps>;
  children?: ReactNode;
}

interface ButtonProps {
  name?: string | undefined;
  children?: ReactNode;
}

/** Renders the buttons at the end of a form. Enter in a field presses the first of them. */
export function FormActions({ submit, finish, children }: FormActionsProps) {
  const store = useFormStore();
  const step = useStep();
  const { texts } = useFormContext();
  const { uiSchema } = useRootNode();
  const isComplete = useSyncExternalStore(store.subscribe, store.getIsComplete, store.getIsComplete);
  const { isFirst, isLast } = store.getStepPosition();
  const { submitText, norender } = getSubmitOptions(uiSchema);
  return (
    <div className="actions form-actions">
      {isLast ? (
        !norender && cloneElement(submit, submitText === null ? {} : { children: submitText })
      ) : (
        <button className="button" type="submit" name={stepFields.next} value={step ?? 0}>
          {texts.next}
        </button>
      )}
      {!isLast && isComplete && !norender && finish && cloneElement(finish, { name: stepFields.finish })}
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

function getSubmitOptions(uiSchema: UiSchema): { submitText: string | null; norender: boolean } {
  const options = getUiOption(uiSchema, 'submitButtonOptions');
  const { submitText, norender } = isJsonObject(options) ? options : {};
  return { submitText: typeof submitText === 'string' ? submitText : null, norender: norender === true };
}
