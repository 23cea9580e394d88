import {
  changeList,
  deepEquals,
  getNavigationErrors,
  type JsonObject,
  moveChosenBranches,
  type StepNavigation,
  stayAt,
  stepFields,
} from 'schema-form/server';
import { customerField } from '../../shared/customer-field.ts';
import { baseField } from '../../shared/edit-fields.ts';
import { findLanguage, type Language } from '../../shared/languages.ts';
import { versionField } from '../../shared/page.ts';
import type {
  EditingCustomer,
  EditOutcome,
  EditServices,
  PageSubmission,
  ShownForm,
} from './edit-outcome.ts';
import { toErrorSchema } from './field-errors.ts';
import { readPayload } from './form-fields.ts';
import { getOrigin, getOriginInLanguage } from './form-origin.ts';
import { previewSubmission } from './preview-submission.ts';
import {
  type EditIntent,
  type ListChange,
  type Rerender,
  readRerender,
  type SubmittedForm,
} from './read-edit-intent.ts';
import { saveEdit } from './save-edit.ts';
import { showProfile } from './show-profile.ts';
import { undoEdit } from './undo-edit.ts';

/** Carries out the intent of a submission of `/edit`. */
export async function applyEdit(
  services: EditServices,
  intent: EditIntent,
  editor: EditingCustomer,
): Promise<EditOutcome> {
  if (intent.kind === 'undo') return undoEdit(services, intent.key, editor);
  const form = intent.kind === 'restore' ? openSealed(services, intent.sealed) : intent;
  // On a shared machine the next customer must neither see nor save the form of the one before.
  if (!form?.customerIds.every((id) => id === editor.profile.customerId)) return { kind: 'rejected' };
  const submitted = await readSubmission(services, form, editor);
  const addOrigin = async <Outcome>(outcome: Outcome) => ({
    ...outcome,
    ...(await getOrigin(services, form, editor)),
  });
  switch (form.kind) {
    case 'rerender': {
      const isRestored = intent.kind === 'restore';
      const outcome = await rerender(services, form, editor, { ...submitted, isRestored });
      return { ...outcome, ...(await getOriginInLanguage(services, form, editor, outcome)) };
    }
    case 'changeList':
      return addOrigin(await applyListChange(services, form, editor, submitted));
    case 'step':
      return addOrigin(await applyStep(services, form, editor, submitted));
    case 'discard':
      return discard(services, form, editor, submitted);
    case 'save': {
      const outcome = await saveEdit(services, form, editor, submitted);
      return outcome.kind === 'invalid' ? addOrigin(outcome) : outcome;
    }
  }
}

function openSealed({ sealedSubmissions }: EditServices, sealed: string): Rerender | null {
  const fields = sealedSubmissions.open(sealed);
  return fields && readRerender(fields);
}

async function readSubmission(
  { files, getTexts, withPatterns }: EditServices,
  { parts }: SubmittedForm,
  { profile, language }: EditingCustomer,
): Promise<PageSubmission> {
  const { form } = await profile.getForm(language);
  const { fields, fileErrors } = await files.keepAll(profile.customerId, parts, form);
  const { payload, chosen } = await withPatterns(() => readPayload(form, fields));
  return { fields, submission: { payload, chosen, form, fileErrors, texts: getTexts(language) } };
}

async function rerender(
  services: EditServices,
  { language: wanted, version, step, property }: Rerender,
  { profile, language: languageBefore }: EditingCustomer,
  { submission, isRestored }: PageSubmission & { isRestored: boolean },
): Promise<{ kind: 'rerendered'; isRestored: boolean; language: Language | null } & ShownForm> {
  const { payload, chosen, fileErrors } = submission;
  const language = wanted === null ? null : findLanguage(services.site.languages, wanted);
  const changed = language === null ? null : await services.profiles.setLanguage(profile, language);
  const current = changed ?? profile;
  const next: JsonObject = { ...payload };
  // The form still holds the language that was just replaced: saving it must not bring it back.
  if (language && payload.language === profile.customer.language) next.language = language;
  const { form } = await current.getForm(language ?? languageBefore);
  const texts = services.getTexts(form.language);
  const { echo } = await previewSubmission(services, current, { payload: next, chosen, form, texts });
  // The new version comes from the change of the language above, so it is no conflict.
  const isCurrent = version === null || version === profile.version;
  return {
    kind: 'rerendered',
    isRestored,
    language,
    shown: showProfile(current, {
      form,
      data: echo,
      errors: toErrorSchema(fileErrors),
      version: isCurrent ? null : version,
    }),
    chosen,
    navigation: property === null ? step : stayAt(form.ui_schema, property),
  };
}

async function applyListChange(
  services: EditServices,
  { property, removed, version }: ListChange,
  { profile }: EditingCustomer,
  { submission, fields }: PageSubmission,
): Promise<{ kind: 'listChanged'; removed: string | null } & ShownForm> {
  const { form, payload, fileErrors } = submission;
  const changed = changeList(payload, fields) ?? payload;
  const { echo } = await previewSubmission(services, profile, { ...submission, payload: changed });
  // The echo leaves blank entries out; a new entry is blank and must stay.
  const data = { ...echo, [property]: changed[property] ?? null };
  return {
    kind: 'listChanged',
    removed,
    shown: showProfile(profile, { form, data, errors: toErrorSchema(fileErrors), version }),
    chosen: moveChosenBranches(submission.chosen, fields),
    navigation: stayAt(form.ui_schema, property),
  };
}

async function applyStep(
  services: EditServices,
  { navigation, version }: SubmittedForm & { navigation: StepNavigation },
  { profile }: EditingCustomer,
  { submission }: PageSubmission,
): Promise<{ kind: 'stepped' } & ShownForm> {
  const { form, chosen } = submission;
  const { echo, errors } = await previewSubmission(services, profile, submission);
  const stepErrors = getNavigationErrors(errors, form.ui_schema, navigation);
  const shown = showProfile(profile, { form, data: echo, errors: stepErrors, version });
  return { kind: 'stepped', shown, chosen, navigation };
}

/** Leaves the form. What was typed is sealed, because the next person on that machine may look at the page's source. */
async function discard(
  services: EditServices,
  { version, base, at }: SubmittedForm,
  { profile }: EditingCustomer,
  { submission, fields }: PageSubmission,
): Promise<EditOutcome> {
  const { data, stored } = await previewSubmission(services, profile, submission);
  if (deepEquals(data, stored)) return { kind: 'discarded', sealed: null, profile };
  const about: [string, string | null][] = [
    [customerField, profile.customerId],
    [versionField, version],
    [baseField, base],
    [stepFields.at, at],
  ];
  const carried = about.filter((field): field is [string, string] => field[1] !== null);
  return {
    kind: 'discarded',
    sealed: services.sealedSubmissions.seal([...fields, ...carried]) ?? '',
    profile,
  };
}
