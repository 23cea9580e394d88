import {
  type ChosenBranches,
  changeList,
  type ErrorSchema,
  getListProperty,
  getNavigationErrors,
  getTopKey,
  type JsonObject,
  listField,
  moveChosenBranches,
  readNavigation,
  rerenderAddress,
  type StepNavigation,
  shortenLists,
  showField,
  stayAt,
  stepFields,
} from 'schema-form/server';
import type { ProfileForm } from '../../shared/customer-api.ts';
import type { Language } from '../../shared/languages.ts';
import type { PlaygroundState } from '../../shared/page.ts';
import type { FormsAnswer, PlaygroundDocuments, PlaygroundProblem } from '../../shared/playground.ts';
import { type FormFields, readPayload, takeFields } from './form-fields.ts';
import { beyondLimits, type Playground, type SandboxedForm } from './playground.ts';

/** The intent of a submission of the playground without script. */
export interface PlaygroundRequest {
  editors: PlaygroundDocuments;
  /** The fields of the rendered form; `[]` when only the editors were submitted. */
  fields: FormFields;
  /** The step to go to, or the property whose step to stay at; null to submit the form. */
  target: StepNavigation | string | null;
}

/** The playground's page. */
export interface ShownPlayground {
  state: PlaygroundState;
  hasErrors: boolean;
  /** The branches that are chosen in the form; null infers them from the data. */
  chosen: ChosenBranches | null;
  navigation: StepNavigation | null;
}

/** Reads the intent of a submission of the playground. */
export function readPlaygroundRequest(
  fields: FormFields,
  query: Readonly<Record<string, string>>,
): PlaygroundRequest {
  const find = (name: string) => fields.findLast(([field]) => field === name)?.[1] ?? '';
  const editors = { schema: find('schema'), ui_schema: find('ui_schema'), data: find('data') };
  const isRerender = query[rerenderAddress.slice(1)] !== undefined;
  const shown = isRerender ? getTopKey(find(showField)) : null;
  return {
    editors,
    // The form submits its own fields beside the texts that it was made from.
    fields: fields.filter(([name]) => name.startsWith('root') || name === listField),
    target: shown ?? readNavigation(takeFields(fields, Object.values(stepFields)).taken),
  };
}

/** Returns the editors alone, with the problem that keeps the form from being rendered. */
export function showEditors(
  { examples }: Playground,
  editors: PlaygroundDocuments,
  problem: PlaygroundProblem | null = null,
): ShownPlayground {
  const state = { ...editors, examples, form: null, isWrapped: false, problem, warnings: [], payload: null };
  return { state, hasErrors: problem !== null, chosen: null, navigation: null };
}

/** Returns the editors for a page that takes more time or memory to render than the sandbox allows. */
export function showBeyondLimits(playground: Playground, editors: PlaygroundDocuments): ShownPlayground {
  return showEditors(playground, editors, { field: 'schema', pointer: '', message: beyondLimits });
}

/** Returns the editors and the form of what is in them, with what was submitted in it. */
export async function showPlayground(
  playground: Playground,
  { editors, fields, target }: PlaygroundRequest,
  language: Language,
): Promise<ShownPlayground> {
  const opened = await playground.open(editors, [language]);
  if ('problem' in opened) return showEditors(playground, editors, opened.problem);
  const {
    forms: [form],
    data: given,
    warnings,
  } = opened;
  const submitted = fields.length > 0 ? await playground.withPatterns(() => readPayload(form, fields)) : null;
  const changed = submitted && changeList(submitted.payload, fields);
  const place = changed ? getListProperty(fields) : target;
  const navigation = typeof place === 'string' ? stayAt(form.ui_schema, place) : place;
  const validated =
    submitted && !changed
      ? await playground.validateForm(form, { data: submitted.payload, given, chosen: submitted.chosen })
      : { payload: null, errors: {} };
  if ('problem' in validated) return showEditors(playground, editors, validated.problem);
  const errors = navigation
    ? getNavigationErrors(validated.errors, form.ui_schema, navigation)
    : validated.errors;
  const shownForm = toProfileForm(form, changed ?? submitted?.payload ?? given, errors);
  return {
    state: {
      ...editors,
      examples: playground.examples,
      form: shownForm,
      isWrapped: form.isWrapped,
      problem: null,
      warnings,
      payload: navigation ? null : validated.payload,
    },
    hasErrors: Object.keys(errors).length > 0,
    chosen: submitted && moveChosenBranches(submitted.chosen, fields),
    navigation,
  };
}

/** Returns the forms of documents for a script, one for each language; the problem where there is none. */
export async function answerForms(
  playground: Playground,
  documents: PlaygroundDocuments,
  languages: readonly [Language, ...Language[]],
): Promise<FormsAnswer> {
  const opened = await playground.open(documents, languages);
  if ('problem' in opened) return opened;
  const { forms, data, warnings } = opened;
  return {
    forms: Object.fromEntries(forms.map((form) => [form.language, toProfileForm(form, data, {})])),
    is_wrapped: forms[0].isWrapped,
    warnings,
  };
}

function toProfileForm(form: SandboxedForm, data: JsonObject, errors: ErrorSchema): ProfileForm {
  return {
    schema: form.schema,
    ui_schema: form.ui_schema,
    // A small schema and short data may stand for very many fields.
    data: shortenLists(form.schema, data),
    errors,
    validator: form.validatorUrl,
  };
}
