import Form from '@rjsf/core/lib/components/Form.js';
import {
  bracketNameGenerator,
  deepEquals,
  type RJSFSchema,
  type ErrorSchema as RjsfErrorSchema,
  type ValidatorType,
} from '@rjsf/utils';
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { ErrorSchema, JsonObject, JsonSchema, UiSchema } from '../../shared/json-schema.ts';
import { getComplexFields } from './complex-fields.ts';
import { Drafts, DraftsContext } from './drafts.ts';
import { type FormSurroundings, FormSurroundingsContext } from './form-texts.ts';
import { theme } from './theme.ts';

interface SchemaFormProps {
  schema: JsonSchema;
  uiSchema: UiSchema;
  /** The values that are stored. When they change, the fields that the customer left alone follow. */
  data: JsonObject;
  /** What was typed in this form before and is to be shown again. */
  draft: JsonObject | null;
  /** Faults that the server found; each goes when its field is changed. */
  serverErrors: ErrorSchema;
  validator: ValidatorType;
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
  const [shownErrors, dismiss] = useDismissibleErrors(serverErrors);
  const form = useRef<Form>(null);
  useFollowing(form, data);
  useEffect(() => {
    for (const [key, value] of Object.entries(draft ?? {})) form.current?.setFieldValue([key], value);
  }, [draft]);
  // A page that is left commits what was typed last, so that its host can keep it.
  useEffect(() => () => drafts.commitAll(), [drafts]);
  const complex = getComplexFields();
  return (
    <FormSurroundingsContext value={surroundings}>
      <DraftsContext value={drafts}>
        <div onSubmitCapture={() => drafts.commitAll()}>
          <Form
            className="form"
            method="post"
            action={action}
            schema={(complex?.normaliseSchema(schema) ?? schema) as RJSFSchema}
            uiSchema={uiSchema}
            ref={form}
            initialFormData={data}
            extraErrors={shownErrors as RjsfErrorSchema}
            validator={validator}
            fields={{ ...complex?.fields, ...theme.fields }}
            templates={{ ...complex?.templates, ...theme.templates }}
            widgets={{ ...complex?.widgets, ...theme.widgets }}
            nameGenerator={bracketNameGenerator}
            experimental_defaultFormStateBehavior={defaults}
            noHtml5Validate
            onChange={({ formData }, id) => {
              dismiss(id);
              onChange(formData as JsonObject);
            }}
            onSubmit={({ formData }) => onSubmit(formData as JsonObject)}
            onError={onInvalid}
          >
            {children}
          </Form>
        </div>
      </DraftsContext>
    </FormSurroundingsContext>
  );
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

const none: ErrorSchema = {};

/** The server's errors, but for those of fields that were changed since it found them. */
function useDismissibleErrors(serverErrors: ErrorSchema) {
  const [dismissed, setDismissed] = useState<{ of: ErrorSchema; keys: readonly string[] }>({
    of: serverErrors,
    keys: [],
  });
  const keys = dismissed.of === serverErrors ? dismissed.keys : [];
  const shown = useMemo(() => {
    const entries = Object.entries(serverErrors).filter(([key]) => !keys.includes(key));
    return entries.length > 0 ? Object.fromEntries(entries) : none;
  }, [serverErrors, keys]);
  const latest = useRef({ serverErrors, keys });
  latest.current = { serverErrors, keys };

  const dismiss = (id: string | undefined) => {
    const { serverErrors: errors, keys: gone } = latest.current;
    const key = Object.keys(errors).find((name) => id === `root_${name}` || id?.startsWith(`root_${name}_`));
    if (key && !gone.includes(key)) setDismissed({ of: errors, keys: [...gone, key] });
  };
  return [shown, dismiss] as const;
}
