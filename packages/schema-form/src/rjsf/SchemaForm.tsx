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
import { ControlsContext } from '../fields/controls-context.ts';
import { ErrorSummary } from '../fields/ErrorSummary.tsx';
import { Field } from '../fields/Field.tsx';
import { FormIntro } from '../fields/FormIntro.tsx';
import { FieldContext } from '../fields/field-context.ts';
import { MarkdownContext } from '../fields/HelpText.tsx';
import { HiddenValues } from '../fields/HiddenValues.tsx';
import type { ChosenBranches } from '../model/choices.ts';
import { mayHaveFiles } from '../model/file-fields.ts';
import type { ErrorSchema, JsonObject, JsonSchema, UiSchema } from '../model/json-schema.ts';
import { type StepMove, stepFields } from '../model/steps.ts';
import { FormStore } from '../store/form-store.ts';
import { StoreContext, useFormStore, useRootNode, useStep } from '../store/store-context.ts';
import type { FormParts } from './form-parts.ts';
import { useHoldWhilePressed } from './use-hold-while-pressed.ts';

export interface SchemaFormProps {
  /** For controls that stand outside of it. */
  id?: string;
  schema: JsonSchema;
  uiSchema: UiSchema;
  /** The values that are stored. When they change, the fields that the customer left alone follow. */
  data: JsonObject;
  /** What was typed in this form before and is to be shown again. */
  savedDraft?: JsonObject | null;
  /** The branches that were chosen in a form that was submitted without script, by the names of their controls. */
  chosen?: ChosenBranches;
  /** Errors that the server found; each disappears when its field changes. */
  serverErrors?: ErrorSchema;
  /** Every error in data without hidden values, `{}` when they are valid; another one for another language. */
  validate(data: JsonObject): ErrorSchema;
  context: FormContextValue;
  /** What `loadFormParts` gives for this form; not needed by forms of native controls alone. */
  parts?: FormParts;
  /** Where the form posts to when there is no script. */
  action: string;
  /** Called with the form's data whenever they change; `getVisible` gives them without hidden values. */
  onChange?(data: JsonObject, getVisible: () => JsonObject): void;
  /** Called with valid data without hidden values; what was typed last is in them. */
  onSubmit(data: JsonObject): void;
  /** Called when the form found errors itself. */
  onInvalid?(): void;
  /** Where a form of several steps begins; null for where its first error is, or else its beginning. */
  move?: StepMove | null;
  /** The id of the step that is visible, by the host's address; another one leads there. */
  step?: string | null;
  /** Called with the visible step, at first too. */
  onStep?(step: VisibleStep): void;
  /** Whether the title of the schema is a heading, for a page that has none of its own. */
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
const noParts: FormParts = { controls: nativeControls, PlugInsProvider: null, Markdown: null, registry: {} };

/** A form for a JSON Schema. Without script it works as the plain HTML form that it is. */
export function SchemaForm(props: SchemaFormProps) {
  const { schema, uiSchema, data, savedDraft = null, serverErrors = noErrors, validate, context } = props;
  const { parts = noParts, chosen = noBranches, move = null, step = null } = props;
  const [store] = useState(
    () => new FormStore({ schema, uiSchema, data, chosen, serverErrors, validate, move, step }),
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
  const begun = useRef(move);
  useEffect(() => {
    if (move && begun.current !== move) store.goTo(move);
    begun.current = move;
  }, [store, move]);
  const asked = useRef(step);
  useEffect(() => {
    if (asked.current !== step && store.getStepId() !== step) store.showStep(step);
    asked.current = step;
  }, [store, step]);
  useWarmValidator(store);
  useCommitOnLeave(store);
  useHoldWhilePressed(store);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // rjsf would validate and render every field once more.
    event.stopPropagation();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const isFinal = submitter?.getAttribute('name') === stepFields.finish;
    const outcome = flushSync(() => store.submit(isFinal));
    if (outcome.kind === 'invalid') props.onInvalid?.();
    else if (outcome.kind === 'valid') props.onSubmit(outcome.data);
  };
  const leaving = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const leave = ({ target, relatedTarget }: FocusEvent) => {
    const isControl =
      relatedTarget instanceof Element && relatedTarget.matches('input, select, textarea, button');
    if (isControl && target.closest('.field')?.contains(relatedTarget)) return;
    clearTimeout(leaving.current);
    // By then the data hold what was typed last.
    leaving.current = setTimeout(() => store.leave());
  };
  const hasFiles = mayHaveFiles(schema, uiSchema);
  // rjsf renders again for another form alone.
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
                <HostContentContext value={props.children}>
                  {/* biome-ignore lint/a11y/noStaticElementInteractions: the events of its fields bubble up to it */}
                  <div onSubmitCapture={submit} onReset={() => store.pendingInput.reset()} onBlur={leave}>
                    <ErrorSummary />
                    <FormIntro hasTitle={props.hasTitle ?? false} />
                    {form}
                  </div>
                  {props.onStep && <StepReporter onStep={props.onStep} />}
                </HostContentContext>
              </MarkdownContext>
            </PartsContext>
          </FieldContext>
        </ControlsContext>
      </StoreContext>
    </FormContext>
  );
}

/** To rjsf every form is the same one: an object that our own root field renders. */
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

/** What the host puts below the fields. */
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

/** rjsf validates nothing: the store does. */
const noValidator: ValidatorType = {
  isValid: () => false,
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({}),
};

/** Tells the host what was typed last when the form is left, before the host looks at what to keep. */
function useCommitOnLeave(store: FormStore): void {
  useEffect(() => {
    // The host's own listener comes after this one: effects of children run first.
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

/** Has the validator prepared while the browser is idle, where it says so, and not when a field is left. */
function useWarmValidator(store: FormStore): void {
  useEffect(() => {
    const idle = globalThis.requestIdleCallback?.(() => store.warmValidator());
    return () => globalThis.cancelIdleCallback?.(idle);
  }, [store]);
}
