import Form from '@rjsf/core/lib/components/Form.js';
import { bracketNameGenerator, deepEquals, type RJSFSchema, type ValidatorType } from '@rjsf/utils';
import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { type FormSurroundings, FormSurroundingsContext } from '../context/form-texts.ts';
import { getLayoutParts, hasSteps } from '../fields/layout-parts.ts';
import { ErrorSummary } from '../fields/templates/ErrorSummary.tsx';
import { mayHaveFiles } from '../model/file-fields.ts';
import { getIdSeparator } from '../model/id-separator.ts';
import type { ErrorSchema, JsonObject, JsonSchema, UiSchema } from '../model/json-schema.ts';
import type { StepMove } from '../model/steps.ts';
import { withValue } from '../model/with-value.ts';
import { Drafts, DraftsContext, useDomEffect } from '../store/drafts.ts';
import { FormErrors, FormErrorsContext } from '../store/form-errors.ts';
import { type FormSteps, StepsContext } from '../store/steps-context.ts';
import { leaveOutHidden } from './check.ts';
import { getComplexFields } from './complex-fields.ts';
import { theme } from './theme.ts';

interface SchemaFormProps {
  /** For controls that stand outside of it. */
  id?: string;
  schema: JsonSchema;
  uiSchema: UiSchema;
  /** The values that are stored. When they change, the fields that the customer left alone follow. */
  data: JsonObject;
  /** What was typed in this form before and is to be shown again. */
  draft?: JsonObject | null;
  /** Faults that the server found; each goes when its field is changed. */
  serverErrors?: ErrorSchema;
  /** Every fault in the form's data, `{}` when there is none; another one for another language. */
  check(data: JsonObject): ErrorSchema;
  surroundings: FormSurroundings;
  /** Where the form posts to when there is no script. */
  action: string;
  /** Called with the form's data whenever it changes. */
  onChange?(data: JsonObject): void;
  /** Called with valid data, without what is hidden; what was typed last is in it. */
  onSubmit(data: JsonObject): void;
  /** Called when the form found faults itself. */
  onInvalid?(): void;
  /** Where a form of several steps begins; null for where its first fault is, or else its beginning. */
  move?: StepMove | null;
  /** Called with the step that is in sight, at first too. */
  onStep?(step: number): void;
  /** Hidden fields, and the buttons in `FormActions`. */
  children: ReactNode;
}

/** The same at every rendering. */
const noErrors: ErrorSchema = {};

/** Values are only what the customer chose: of defaults, the explicit ones alone. */
const defaults = {
  constAsDefaults: 'never',
  emptyObjectFields: 'skipEmptyDefaults',
  arrayMinItems: { populate: 'requiredOnly' },
  requiredBooleanDefault: 'skip',
} as const;

/** A form for a JSON Schema. Works without script, as the plain HTML form that it is. */
export function SchemaForm(props: SchemaFormProps) {
  const Steps = hasSteps(props.uiSchema) ? getLayoutParts()?.Steps : undefined;
  if (!Steps) return <DrawnForm {...props} steps={null} />;
  const draw = (steps: FormSteps | null) => (
    <DrawnForm {...props} check={steps?.check ?? props.check} steps={steps} />
  );
  return (
    <Steps {...props} serverErrors={props.serverErrors ?? noErrors} validator={branchValidator} draw={draw} />
  );
}

function DrawnForm({ steps, ...props }: SchemaFormProps & { steps: FormSteps | null }) {
  const { schema, uiSchema, data, draft, serverErrors = noErrors, check, surroundings, children } = props;
  const [drafts] = useState(() => new Drafts());
  const complex = getComplexFields();
  const drawn = complex?.normaliseSchema(schema) ?? schema;
  const idSeparator = useMemo(() => getIdSeparator(drawn), [drawn]);
  const [errors] = useState(
    () => new FormErrors({ serverErrors, check }, idSeparator, complex?.createKnownEntries(idSeparator)),
  );
  useEffect(() => errors.judgeBy({ serverErrors, check }), [errors, serverErrors, check]);
  useWarmCheck(check, data);
  const form = useRef<Form>(null);
  useFollowing(form, data);
  useEffect(() => {
    for (const [key, value] of Object.entries(draft ?? {})) form.current?.setFieldValue([key], value);
  }, [draft]);
  useCommitOnLeave(drafts, props.onChange, form);
  const latest = useRef({ ...props, steps });
  latest.current = { ...props, steps };
  const [initialData] = useState(data);
  const own = surroundings.registry;

  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    // rjsf would draw every field once more.
    event.stopPropagation();
    flushSync(() => drafts.commitAll());
    const typed = getData(form);
    if (!errors.submit(typed)) {
      steps?.fail(typed);
      props.onInvalid?.();
    } else if (!steps?.goOn()) {
      errors.send();
      props.onSubmit(leaveOutHidden(schema, typed));
    }
  };
  // Drawn again for another schema only: a form has hundreds of fields.
  const fields = useMemo(
    () => (
      <Form
        id={props.id ?? ''}
        className="form"
        method="post"
        action={props.action}
        {...(mayHaveFiles(schema, uiSchema) && { enctype: 'multipart/form-data' })}
        schema={drawn as RJSFSchema}
        uiSchema={uiSchema}
        ref={form}
        initialFormData={initialData}
        validator={branchValidator}
        fields={{ ...complex?.fields, ...theme.fields, ...own?.fields }}
        templates={{ ...complex?.templates, ...theme.templates, ...own?.templates }}
        widgets={{ ...complex?.widgets, ...theme.widgets, ...own?.widgets }}
        nameGenerator={bracketNameGenerator}
        idSeparator={idSeparator}
        experimental_defaultFormStateBehavior={defaults}
        noHtml5Validate
        // We say what is wrong, and when: see form-errors.ts.
        noValidate
        showErrorList={false}
        onChange={({ formData }, id) => {
          errors.change(id, formData as JsonObject);
          latest.current.steps?.change(formData as JsonObject);
          latest.current.onChange?.(formData as JsonObject);
        }}
        // By then the form's state holds what was typed last.
        onBlur={() => setTimeout(() => errors.leave(getData(form)))}
      >
        {complex && <complex.HiddenValues schema={schema} data={initialData} />}
        <HostPart />
      </Form>
    ),
    [schema, drawn, uiSchema, props.id, props.action, complex, errors, initialData, idSeparator, own],
  );
  return (
    <FormSurroundingsContext value={surroundings}>
      <DraftsContext value={drafts}>
        <FormErrorsContext value={errors}>
          <HostPartContext value={children}>
            <StepsContext value={steps}>
              <div onSubmitCapture={submit} onReset={() => drafts.reset()}>
                <ErrorSummary schema={drawn} uiSchema={uiSchema} idSeparator={idSeparator} />
                {fields}
              </div>
            </StepsContext>
          </HostPartContext>
        </FormErrorsContext>
      </DraftsContext>
    </FormSurroundingsContext>
  );
}

const HostPartContext = createContext<ReactNode>(null);

/** What the host puts below the fields. */
function HostPart() {
  return useContext(HostPartContext);
}

function getData(form: RefObject<Form | null>): JsonObject {
  return (form.current?.state.formData ?? {}) as JsonObject;
}

/** Asked only for the branches of complex schemas, to show the one that the data fits. */
const branchValidator: ValidatorType = {
  isValid: (schema, data, root) => getComplexFields()?.fitsBranch(schema, data, root) ?? false,
  // FormErrors asks its own check, and has rjsf validate nothing.
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({}),
};

/** Tells the host what was typed last when the form is left, before the host looks at what to keep. */
function useCommitOnLeave(
  drafts: Drafts,
  tell: ((data: JsonObject) => void) | undefined,
  form: RefObject<Form | null>,
) {
  const latest = useRef(tell);
  latest.current = tell;
  useEffect(() => {
    // The host's own listener comes after this one: effects of children run first.
    const commit = () => flushSync(() => drafts.commitAll());
    window.addEventListener('pagehide', commit);
    return () => window.removeEventListener('pagehide', commit);
  }, [drafts]);
  useDomEffect(
    () => () => {
      // By now rjsf takes no change any more. The host's own clean-up comes after this one.
      const typed = drafts.read();
      if (typed.length === 0) return;
      latest.current?.(typed.reduce((data, { path, value }) => withValue(data, path, value), getData(form)));
    },
    [drafts, form],
  );
}

/** Has the rules read while the browser is idle, where it says so, and not when a field is left. */
function useWarmCheck(check: SchemaFormProps['check'], data: JsonObject): void {
  const latest = useRef(data);
  latest.current = data;
  useEffect(() => {
    const idle = globalThis.requestIdleCallback?.(() => check(latest.current));
    return () => globalThis.cancelIdleCallback?.(idle);
  }, [check]);
}

/** Hands changes of the stored data on to the fields that still show what was stored before. */
function useFollowing(form: RefObject<Form | null>, data: JsonObject): void {
  const before = useRef(data);
  useEffect(() => {
    const old = before.current;
    before.current = data;
    if (old === data || !form.current) return;
    const shown = (form.current.state.formData ?? {}) as JsonObject;
    for (const key of new Set([...Object.keys(old), ...Object.keys(data)])) {
      const isLeftAlone = deepEquals(shown[key], old[key]);
      if (isLeftAlone && !deepEquals(old[key], data[key])) form.current.setFieldValue([key], data[key]);
    }
  }, [form, data]);
}
