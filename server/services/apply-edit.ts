import {
  type ChosenBranches,
  changeList,
  getMoveErrors,
  type JsonObject,
  type StepMove,
  stayAt,
  type WithPatterns,
} from 'schema-form/server';
import type { Language } from '../../shared/languages.ts';
import { toErrorSchema } from './field-errors.ts';
import type { Files } from './files.ts';
import { type FormFields, readPayload } from './form-fields.ts';
import { processSubmission } from './process-submission.ts';
import type { Profile, Profiles } from './profiles.ts';
import { type EditIntent, type Rerender, readRerender, type SubmittedForm } from './read-edit-intent.ts';
import type { SealedSubmissions } from './sealed-submissions.ts';
import { type ShownProfile, showProfile } from './show-profile.ts';
import type { Submission } from './submission.ts';
import type { Texts } from './texts.ts';

export interface EditServices {
  profiles: Profiles;
  files: Files;
  sealedSubmissions: SealedSubmissions;
  texts: Record<Language, Texts>;
  withPatterns: WithPatterns;
}

/** The form to show again, with what was typed. */
interface ShownForm {
  shown: ShownProfile;
  /** The branches that are chosen in it; `{}` infers them from the data. */
  chosen: ChosenBranches;
  move: StepMove | null;
}

/** The outcome of a submission of `/edit`. Only `saved` has stored the form. */
export type EditOutcome =
  | { kind: 'saved' }
  /** The form is another customer's, or was sealed too long ago. */
  | { kind: 'rejected' }
  /** The profile does not exist any more. */
  | { kind: 'gone' }
  | { kind: 'unavailable'; retryAfter: number }
  /** `language` is the one that was chosen, and stored; null when none was. */
  | ({ kind: 'rerendered'; isRestored: boolean; language: Language | null } & ShownForm)
  | ({ kind: 'listChanged' | 'stepped' | 'invalid' | 'conflict' } & ShownForm);

/** The customer who edits, and the language of the form that was submitted. */
interface Editor {
  profile: Profile;
  language: Language;
}

/** Carries out the intent of a submission of `/edit`. */
export async function applyEdit(
  services: EditServices,
  intent: EditIntent,
  editor: Editor,
): Promise<EditOutcome> {
  const form = intent.kind === 'restore' ? openSealed(services, intent.sealed) : intent;
  // On a shared machine the next customer must neither see nor save the form of the one before.
  if (!form?.customerIds.every((id) => id === editor.profile.customerId)) return { kind: 'rejected' };
  const submitted = await readSubmission(services, form, editor);
  switch (form.kind) {
    case 'rerender':
      return rerender(services, form, editor, { ...submitted, isRestored: intent.kind === 'restore' });
    case 'changeList':
      return applyListChange(services, form, editor, submitted);
    case 'step':
      return applyStep(services, form, editor, submitted);
    case 'save':
      return save(services, form, editor, submitted);
  }
}

function openSealed({ sealedSubmissions }: EditServices, sealed: string): Rerender | null {
  const fields = sealedSubmissions.open(sealed);
  return fields && readRerender(fields);
}

/** A page's form, with the addresses of the files that came with it. */
interface PageSubmission {
  submission: Submission & Required<Pick<Submission, 'chosen' | 'fileErrors'>>;
  fields: FormFields;
}

async function readSubmission(
  { files, texts, withPatterns }: EditServices,
  { parts }: SubmittedForm,
  { profile, language }: Editor,
): Promise<PageSubmission> {
  const { form } = await profile.getForm(language);
  const { fields, fileErrors } = await files.keepAll(profile.customerId, parts, form);
  const { payload, chosen } = await withPatterns(() => readPayload(form, fields));
  return { fields, submission: { payload, chosen, form, fileErrors, texts: texts[language] } };
}

/** Validates and echoes a submission without storing it. */
async function preview({ files, withPatterns }: EditServices, profile: Profile, submission: Submission) {
  const { form } = submission;
  const [{ stored }, ownFiles] = await Promise.all([
    profile.getForm(form.language),
    files.list(profile.customerId, form),
  ]);
  return withPatterns(() => {
    const { errors, getEcho } = processSubmission(submission, stored, ownFiles);
    return { errors, echo: getEcho() };
  });
}

async function rerender(
  services: EditServices,
  { language, version, step, property }: Rerender,
  { profile, language: languageBefore }: Editor,
  { submission, isRestored }: PageSubmission & { isRestored: boolean },
): Promise<EditOutcome> {
  const { payload, chosen, fileErrors } = submission;
  const current = (language && (await services.profiles.setLanguage(profile, language))) ?? profile;
  const next: JsonObject = { ...payload };
  // The form still holds the language that was just replaced: saving it must not bring it back.
  if (language && payload.language === profile.customer.language) next.language = language;
  const { form } = await current.getForm(language ?? languageBefore);
  const texts = services.texts[form.language];
  const { echo } = await preview(services, current, { payload: next, chosen, form, texts });
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
    move: property === null ? step : stayAt(form.ui_schema, property),
  };
}

async function applyListChange(
  services: EditServices,
  { property, version }: SubmittedForm & { property: string },
  { profile }: Editor,
  { submission, fields }: PageSubmission,
): Promise<EditOutcome> {
  const { form, payload, fileErrors } = submission;
  const changed = changeList(payload, fields) ?? payload;
  const { echo } = await preview(services, profile, { ...submission, payload: changed });
  // The echo leaves blank entries out; a new entry is blank and must stay.
  const data = { ...echo, [property]: changed[property] ?? null };
  return {
    kind: 'listChanged',
    shown: showProfile(profile, { form, data, errors: toErrorSchema(fileErrors), version }),
    // The indexes of entries have changed, and chosen branches are known by index.
    chosen: {},
    move: stayAt(form.ui_schema, property),
  };
}

async function applyStep(
  services: EditServices,
  { move, version }: SubmittedForm & { move: StepMove },
  { profile }: Editor,
  { submission }: PageSubmission,
): Promise<EditOutcome> {
  const { form, chosen } = submission;
  const { echo, errors } = await preview(services, profile, submission);
  const stepErrors = getMoveErrors(errors, form.ui_schema, move);
  const shown = showProfile(profile, { form, data: echo, errors: stepErrors, version });
  return { kind: 'stepped', shown, chosen, move };
}

async function save(
  services: EditServices,
  { version }: SubmittedForm,
  { profile }: Editor,
  { submission }: PageSubmission,
): Promise<EditOutcome> {
  const { form, chosen } = submission;
  const expectedVersions = version === null ? null : [version];
  const result = await services.profiles.save(profile, { ...submission, expectedVersions });
  if (result.kind === 'invalid') {
    // The submitted version is kept, so that a save by another browser in the meantime is a conflict.
    const { echo: data, errors } = result;
    const shown = showProfile(result.profile, { form, data, errors, version });
    return { kind: 'invalid', shown, chosen, move: null };
  }
  if (result.kind === 'conflict') {
    const { echo: data } = await preview(services, result.profile, submission);
    return { kind: 'conflict', shown: showProfile(result.profile, { form, data }), chosen, move: null };
  }
  return result.kind === 'saved' ? { kind: 'saved' } : result;
}
