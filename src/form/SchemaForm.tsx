import Form from '@rjsf/core/lib/components/Form.js';
import {
  bracketNameGenerator,
  deepEquals,
  type RJSFSchema,
  type ErrorSchema as RjsfErrorSchema,
} from '@rjsf/utils';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ErrorSchema, JsonObject, JsonSchema, UiSchema } from '../../shared/json-schema.ts';
import { getComplexFields } from './complex-fields.ts';
import { Drafts, DraftsContext } from './drafts.ts';
import { type FormSurroundings, FormSurroundingsContext } from './form-texts.ts';
import { ErrorSummary } from './templates/ErrorSummary.tsx';
import { theme } from './theme.ts';
import { useFormErrors } from './use-form-errors.ts';
import type { FormValidator } from './validator.ts';

interface SchemaFormProps {
  schema: JsonSchema;
  uiSchema: UiSchema;
  /** The values that are stored. When they change, the fields that the customer left alone follow. */
  data: JsonObject;
  /** What was typed in this form before and is to be shown again. */
  draft: JsonObject | null;
  /** Faults that the server found; each goes when its field is changed. */
  serverErrors: ErrorSchema;
  validator: FormValidator;
  surroundings: FormSurroundings;
  /** Where the form posts to when there is no script. */
  action: string;
  /** Called with the form's data whenever it changes. */
  onChange(data: JsonObject): void;
  /** Called with valid data; what was typed last is in it. */
  onSubmit(data: JsonObject): void;
  /** Called when the form found faults itself. */
  onInvalid(): void;
  /** Hidden fields and buttons. */
  children: ReactNode;
}

/** Values are only what the customer chose: of defaults, the explicit ones alone. */
const defaults = {
  constAsDefaults: 'never',
  emptyObjectFields: 'skipEmptyDefaults',
  arrayMinItems: { populate: 'requiredOnly' },
  requiredBooleanDefault: 'skip',
} as const;

/** A form for a JSON Schema. Works without script, as the plain HTML form that it is. */
export function SchemaForm({
  schema,
  uiSchema,
  data,
  draft,
  serverErrors,
  validator,
  surroundings,
  action,
  onChange,
  onSubmit,
  onInvalid,
  children,
}: SchemaFormProps) {
  const [drafts] = useState(() => new Drafts());
  const faults = useFormErrors({ serverErrors, check: validator.check });
  const form = useRef<Form>(null);
  useFollowing(form, data);
  useEffect(() => {
    for (const [key, value] of Object.entries(draft ?? {})) form.current?.setFieldValue([key], value);
  }, [draft]);
  useCommitOnLeave(drafts);
  const complex = getComplexFields();
  const drawn = complex?.normaliseSchema(schema) ?? schema;
  const leave = useAfterPointer(() => {
    if (form.current) faults.leave((form.current.state.formData ?? {}) as JsonObject);
  });
  return (
    <FormSurroundingsContext value={surroundings}>
      <DraftsContext value={drafts}>
        <div onSubmitCapture={() => drafts.commitAll()}>
          {faults.occasion !== null && (
            <ErrorSummary
              errors={faults.errors}
              schema={drawn}
              uiSchema={uiSchema}
              occasion={faults.occasion}
            />
          )}
          <Form
            className="form"
            method="post"
            action={action}
            schema={drawn as RJSFSchema}
            uiSchema={uiSchema}
            ref={form}
            initialFormData={data}
            extraErrors={faults.errors as RjsfErrorSchema}
            validator={validator}
            fields={{ ...complex?.fields, ...theme.fields }}
            templates={{ ...complex?.templates, ...theme.templates }}
            widgets={{ ...complex?.widgets, ...theme.widgets }}
            nameGenerator={bracketNameGenerator}
            experimental_defaultFormStateBehavior={defaults}
            noHtml5Validate
            // We say what is wrong, and when: see use-form-errors.ts.
            noValidate
            showErrorList={false}
            onChange={({ formData }, id) => {
              if (id !== undefined) faults.change(id);
              onChange(formData as JsonObject);
            }}
            onBlur={leave}
            onSubmit={({ formData }) => {
              if (faults.submit(formData as JsonObject)) onSubmit(formData as JsonObject);
              else onInvalid();
            }}
          >
            {children}
          </Form>
        </div>
      </DraftsContext>
    </FormSurroundingsContext>
  );
}

/**
 * Puts an action off until the form's state holds what was typed last, and until no button is being
 * pressed: a fault that appears under the pointer would move the button away from the click.
 */
function useAfterPointer(act: () => void): () => void {
  const isDown = useRef(false);
  const isWaiting = useRef(false);
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const later = () => setTimeout(() => latest.current());
    const press = () => {
      isDown.current = true;
    };
    const release = () => {
      isDown.current = false;
      if (isWaiting.current) later();
      isWaiting.current = false;
    };
    window.addEventListener('pointerdown', press, true);
    window.addEventListener('pointerup', release, true);
    window.addEventListener('pointercancel', release, true);
    return () => {
      window.removeEventListener('pointerdown', press, true);
      window.removeEventListener('pointerup', release, true);
      window.removeEventListener('pointercancel', release, true);
    };
  }, []);
  return () => {
    if (isDown.current) isWaiting.current = true;
    else setTimeout(() => latest.current());
  };
}

/** Commits what was typed last when the page is left, before its host looks at what to keep. */
function useCommitOnLeave(drafts: Drafts): void {
  useEffect(() => {
    // The host's own listener comes after this one: effects of children run first.
    const commit = () => flushSync(() => drafts.commitAll());
    window.addEventListener('pagehide', commit);
    return () => window.removeEventListener('pagehide', commit);
  }, [drafts]);
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
