import Form from '@rjsf/core/lib/components/Form.js';
import type { RegistryFieldsType, RJSFSchema, ValidatorType } from '@rjsf/utils';
import {
  createContext,
  type FocusEvent,
  type FormEvent,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import { flushSync } from 'react-dom';
import { FormContext } from '../context/form-context.ts';
import { coreControls } from '../controls/core-controls.ts';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { ControlsContext } from '../fields/controls-context.ts';
import { ErrorSummary } from '../fields/ErrorSummary.tsx';
import { Field } from '../fields/Field.tsx';
import { FormIntro } from '../fields/FormIntro.tsx';
import { FieldContext } from '../fields/field-context.ts';
import { HydratedContext } from '../fields/frame-look.ts';
import { MarkdownContext } from '../fields/HelpText.tsx';
import { HiddenValues } from '../fields/HiddenValues.tsx';
import { mayHaveFiles } from '../model/file-fields.ts';
import { stepFields } from '../model/step-navigation.ts';
import { StoreContext, useFormStore, useRootNode, useStep } from '../store/store-context.ts';
import type { FormParts } from './form-parts.ts';
import type { SchemaFormProps, VisibleStep } from './schema-form-props.ts';
import { useCommitOnLeave } from './use-commit-on-leave.ts';
import { useHoldWhilePressed } from './use-hold-while-pressed.ts';
import { useStoreOfProps } from './use-store-of-props.ts';
import { useWarmValidator } from './use-warm-validator.ts';

const noParts: FormParts = {
  controls: coreControls,
  PlugInsProvider: null,
  Markdown: null,
  registry: {},
  resolver: null,
};

/** Renders a form for a JSON Schema. Without a script it works as a native HTML form. */
export function SchemaForm(props: SchemaFormProps) {
  const { schema, uiSchema, parts = noParts } = props;
  const isHydrated = useIsHydrated();
  const store = useStoreOfProps(props);
  useWarmValidator(store);
  useCommitOnLeave(store);
  useHoldWhilePressed(store);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Otherwise rjsf validates and renders every field again.
    event.stopPropagation();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const isFinal = submitter?.getAttribute('name') === stepFields.finish;
    const outcome = flushSync(() => store.submit(isFinal));
    if (outcome.kind === 'invalid') props.onInvalid?.();
    else if (outcome.kind === 'valid') props.onSubmit(outcome.data);
  };
  const cancelLeaving = useRef(() => {});
  const leave = ({ target, relatedTarget }: FocusEvent) => {
    const isControl =
      relatedTarget instanceof Element && relatedTarget.matches('input, select, textarea, button');
    if (isControl && target.closest('.field')?.contains(relatedTarget)) return;
    cancelLeaving.current();
    // The whole form is validated, so the page first paints the field that has the focus now.
    cancelLeaving.current = afterPaint(() => store.leave());
  };
  const hasFiles = useMemo(() => mayHaveFiles(schema, uiSchema), [schema, uiSchema]);
  // Memoized, so that rjsf renders again only for another form.
  const form = useMemo(
    () => (
      <Form
        id={props.id ?? ''}
        className="form"
        method="post"
        action={props.action}
        {...(hasFiles && { enctype: 'multipart/form-data' })}
        schema={anyObject}
        validator={noValidator}
        fields={rootFields}
        noHtml5Validate
        noValidate
        showErrorList={false}
      >
        <HiddenValues />
        <HostContent />
      </Form>
    ),
    [props.id, props.action, hasFiles],
  );
  return (
    <FormContext value={props.context}>
      <StoreContext value={store}>
        <ControlsContext value={parts.controls}>
          <FieldContext value={Field}>
            <PartsContext value={parts}>
              <MarkdownContext value={parts.Markdown}>
                <HydratedContext value={isHydrated}>
                  <HostContentContext value={props.children}>
                    {/* First, so that the host has changed the address before an effect changes the title of the page. */}
                    {props.onStep && <StepReporter onStep={props.onStep} />}
                    {/* biome-ignore lint/a11y/noStaticElementInteractions: the events of its fields bubble up to it */}
                    <div onSubmitCapture={submit} onReset={() => store.pendingInput.reset()} onBlur={leave}>
                      <ErrorSummary />
                      <FormIntro />
                      {form}
                    </div>
                  </HostContentContext>
                </HydratedContext>
              </MarkdownContext>
            </PartsContext>
          </FieldContext>
        </ControlsContext>
      </StoreContext>
    </FormContext>
  );
}

/** The schema that rjsf sees. It is the same for every form, because our own root field renders the content. */
const anyObject: RJSFSchema = { type: 'object' };
const rootFields = { SchemaField: RootField } as unknown as RegistryFieldsType;

const PartsContext = createContext<FormParts>(noParts);

function RootField() {
  const node = useRootNode();
  const { PlugInsProvider, registry } = use(PartsContext);
  const root = <Field node={node} />;
  return PlugInsProvider ? <PlugInsProvider registry={registry}>{root}</PlugInsProvider> : root;
}

const HostContentContext = createContext<ReactNode>(null);

/** Renders the content that the host places below the fields. */
function HostContent() {
  return use(HostContentContext);
}

function StepReporter({ onStep }: { onStep(step: VisibleStep): void }) {
  const store = useFormStore();
  const step = useStep();
  useEffect(() => {
    if (step === null) return;
    onStep({ index: step, id: store.getStepId() ?? '', isFirst: store.getStepPosition().isFirst });
  }, [store, onStep, step]);
  return null;
}

/** A validator that does nothing, because the store validates instead of rjsf. */
const noValidator: ValidatorType = {
  isValid: () => false,
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({}),
};

/** Calls a function after the next paint. Returns a function that cancels the call. */
function afterPaint(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(act);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
