import Form from '@rjsf/core/lib/components/Form.js';
import type { RegistryFieldsType, RJSFSchema, ValidatorType } from '@rjsf/utils';
import {
  createContext,
  type FocusEvent,
  type FormEvent,
  type ReactNode,
  use,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { FormContext, type FormContextValue } from '../context/form-context.ts';
import { nativeControls } from '../controls/native-controls.ts';
import { useIsHydrated } from '../controls/use-is-hydrated.ts';
import { ControlsContext } from '../fields/controls-context.ts';
import { ErrorSummary } from '../fields/ErrorSummary.tsx';
import { Field } from '../fields/Field.tsx';
import { FormIntro } from '../fields/FormIntro.tsx';
import { FieldContext } from '../fields/field-context.ts';
import { HydratedContext } from '../fields/frame-look.ts';
import { MarkdownContext } from '../fields/HelpText.tsx';
import { HiddenValues } from '../fields/HiddenValues.tsx';
import type { ChosenBranches } from '../model/choices.ts';
import { mayHaveFiles } from '../model/file-fields.ts';
import type { ErrorSchema, JsonObject, JsonSchema, UiSchema } from '../model/json-schema.ts';
import { type StepNavigation, stepFields } from '../model/step-navigation.ts';
import { FormStore } from '../store/form-store.ts';
import { StoreContext, useFormStore, useRootNode, useStep } from '../store/store-context.ts';
import type { FormParts } from './form-parts.ts';
import { useHoldWhilePressed } from './use-hold-while-pressed.ts';

export interface SchemaFormProps {
  /** The id of the form element, for controls outside the form. */
  id?: string;
  schema: JsonSchema;
  uiSchema: UiSchema;
  /** The stored values. When they change, the fields that the customer has not edited follow. */
  data: JsonObject;
  /** Input from an earlier visit, which the form restores. */
  savedDraft?: JsonObject | null;
  /** The branches that people chose in a form that was submitted without a script, by the names of their controls. */
  chosen?: ChosenBranches;
  /** Errors from the server. Each disappears when its field changes. */
  serverErrors?: ErrorSchema;
  /**
   * Returns every error in data without hidden values; `{}` if the data is valid. A different function, for example for
   * another language, validates again.
   */
  validate(data: JsonObject): ErrorSchema;
  context: FormContextValue;
  /** The result of `loadFormParts` for this form. A form that has only native controls does not need it. */
  parts?: FormParts;
  /** The URL that the form is submitted to without a script. */
  action: string;
  /** Called with the form's data whenever it changes. `getVisible` returns the data without hidden values. */
  onChange?(data: JsonObject, getVisible: () => JsonObject): void;
  /** Called with valid data without hidden values. The data includes pending input. */
  onSubmit(data: JsonObject): void;
  /** Called if the form finds errors on submit. */
  onInvalid?(): void;
  /** The initial step navigation; null to begin at the first error, or at the first step if there is none. */
  navigation?: StepNavigation | null;
  /** The id of the visible step according to the host's URL. The form shows that step when the id changes. */
  step?: string | null;
  /** Called with the visible step, initially and after each change. */
  onStep?(step: VisibleStep): void;
  /**
   * The id of the only section to show. Sections with an error or with restored input are shown too. It is
   * read once: a form of another section needs another React key.
   */
  section?: string | null;
  /** Whether to render the title of the schema as a heading, for a page without its own heading. */
  hasTitle?: boolean;
  /** Hidden fields, and the buttons in `FormActions`. */
  children: ReactNode;
}

export interface VisibleStep {
  index: number;
  id: string;
  isFirst: boolean;
}

const noErrors: ErrorSchema = {};
const noBranches: ChosenBranches = {};
const noParts: FormParts = {
  controls: nativeControls,
  PlugInsProvider: null,
  Markdown: null,
  registry: {},
  resolver: null,
};

/** Renders a form for a JSON Schema. Without a script it works as a native HTML form. */
export function SchemaForm(props: SchemaFormProps) {
  const { schema, uiSchema, data, savedDraft = null, serverErrors = noErrors, validate, context } = props;
  const { parts = noParts, chosen = noBranches, navigation = null, step = null, section = null } = props;
  const isHydrated = useIsHydrated();
  const [store] = useState(
    () =>
      new FormStore({
        schema,
        uiSchema,
        resolver: parts.resolver,
        data,
        chosen,
        serverErrors,
        validate,
        navigation,
        step,
        section,
      }),
  );
  const latest = useRef(props);
  latest.current = props;
  store.onChange = (values) => latest.current.onChange?.(values, () => store.getVisibleData());
  useLayoutEffect(() => store.setForm(schema, uiSchema), [store, schema, uiSchema]);
  useEffect(() => store.setErrorSources({ serverErrors, validate }), [store, serverErrors, validate]);
  useEffect(() => store.setStored(data), [store, data]);
  useEffect(() => {
    if (savedDraft) store.restore(savedDraft);
  }, [store, savedDraft]);
  const begun = useRef(navigation);
  useEffect(() => {
    if (navigation && begun.current !== navigation) store.goTo(navigation);
    begun.current = navigation;
  }, [store, navigation]);
  const requested = useRef(step);
  useEffect(() => {
    if (requested.current !== step && store.getStepId() !== step) store.showStep(step);
    requested.current = step;
  }, [store, step]);
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
    <FormContext value={context}>
      <StoreContext value={store}>
        <ControlsContext value={parts.controls}>
          <FieldContext value={Field}>
            <PartsContext value={parts}>
              <MarkdownContext value={parts.Markdown}>
                <HydratedContext value={isHydrated}>
                  <HostContentContext value={props.children}>
                    {/* biome-ignore lint/a11y/noStaticElementInteractions: the events of its fields bubble up to it */}
                    <div onSubmitCapture={submit} onReset={() => store.pendingInput.reset()} onBlur={leave}>
                      <ErrorSummary />
                      <FormIntro hasTitle={props.hasTitle ?? false} />
                      {form}
                    </div>
                    {props.onStep && <StepReporter onStep={props.onStep} />}
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

/** Commits pending input when the person leaves the form, before the host decides what to keep. */
function useCommitOnLeave(store: FormStore): void {
  useEffect(() => {
    // The host's own listener runs after this one, because effects of children run first.
    const commit = () => flushSync(() => store.pendingInput.commitAll());
    window.addEventListener('pagehide', commit);
    return () => window.removeEventListener('pagehide', commit);
  }, [store]);
  useLayoutEffect(
    () => () => {
      const data = store.readPending();
      if (data) store.onChange(data);
    },
    [store],
  );
}

/**
 * Prepares the validator while the browser is idle, so that leaving the first field takes no extra time. Without
 * `requestIdleCallback`, the validator is prepared on first use.
 */
function useWarmValidator(store: FormStore): void {
  useEffect(() => {
    const idle = globalThis.requestIdleCallback?.(() => store.warmValidator());
    return () => globalThis.cancelIdleCallback?.(idle);
  }, [store]);
}
