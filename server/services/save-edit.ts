import {
  deepEquals,
  type JsonObject,
  keepWriteOnly,
  mayNeedReview,
  needsReview,
  stepFields,
  withoutWriteOnly,
} from 'schema-form/server';
import { customerField } from '../../shared/customer-field.ts';
import { baseField } from '../../shared/edit-fields.ts';
import { type ReviewState, versionField } from '../../shared/page.ts';
import { echoExcess } from './echo-submission.ts';
import type {
  EditingCustomer,
  EditOutcome,
  EditServices,
  PageSubmission,
  ShownForm,
} from './edit-outcome.ts';
import { toErrorSchema } from './field-errors.ts';
import { mergeVersions } from './merge-versions.ts';
import { previewSubmission } from './preview-submission.ts';
import type { Profile } from './profiles.ts';
import type { Save } from './read-edit-intent.ts';
import { showProfile } from './show-profile.ts';
import { keepUndo } from './undo-edit.ts';
import { findExcess } from './validate-submission.ts';

type SaveOutcome =
  | Exclude<EditOutcome, { shown: unknown }>
  | Extract<EditOutcome, { kind: 'review' }>
  | ({ kind: 'invalid' } & ShownForm);

/**
 * Saves a form. Where another version was stored after it was filled in, and where its changes need a review, a person
 * sees the changes first.
 */
export async function saveEdit(
  services: EditServices,
  intent: Save,
  { profile, language }: EditingCustomer,
  page: PageSubmission,
): Promise<SaveOutcome> {
  const { form, chosen } = page.submission;
  const { version } = intent;
  const excess = findExcess(page.submission);
  if (excess) {
    const data = echoExcess(page.submission);
    return {
      kind: 'invalid',
      shown: showProfile(profile, { form, data, errors: excess, version }),
      chosen,
      navigation: null,
    };
  }
  const base = intent.base === null ? null : services.sealedBases.open(profile.customerId, intent.base);
  const { stored } = await profile.getForm(form.language);
  const isOutdated = base ? base.version !== profile.version : intent.keepStored.size > 0;
  // The person has not seen the stored version yet.
  const isConflict = version !== null && version !== profile.version;
  const { submission, versions } =
    isOutdated || isConflict
      ? await services.withPatterns(() =>
          mergeVersions(page.submission, base?.values ?? null, stored, intent.keepStored),
        )
      : { submission: page.submission, versions: null };
  if (isConflict && versions) {
    const { data, echo } = await previewSubmission(services, profile, submission);
    // A refused file is not carried through the list of differences, so it is reported first.
    const errors = toErrorSchema(submission.fileErrors);
    if (submission.fileErrors.length > 0) {
      const shown = showProfile(profile, { form, data: echo, errors, version });
      return { kind: 'invalid', shown, chosen: submission.chosen, navigation: null };
    }
    // The same values may be stored already, such as after a lost response.
    if (deepEquals(data, stored)) return { kind: 'saved', undo: null };
    return toReview('conflict', versions, intent, profile, page);
  }
  if (!intent.isConfirmed && mayNeedReview(form.ui_schema)) {
    const preview = await previewSubmission(services, profile, submission);
    const isValid = Object.keys(preview.errors).length === 0;
    if (isValid && (await services.withPatterns(() => needsReview(form, stored, preview.data)))) {
      const before = withoutWriteOnly(form.schema, stored);
      // A stored secret stays on the server; one that was typed is a change.
      const mine = keepWriteOnly(form.schema, {
        stored: submission.payload,
        data: withoutWriteOnly(form.schema, preview.data),
        keepsBlank: true,
      });
      return toReview('review', { base: before, stored: before, mine }, intent, profile, page);
    }
  }
  const expectedVersions = version === null ? null : [version];
  const result = await services.profiles.save(profile, { ...submission, expectedVersions });
  switch (result.kind) {
    case 'saved':
      return { kind: 'saved', undo: await keepUndo(services, { profile, language }, result.profile, intent) };
    case 'invalid': {
      // The submitted version is kept, so that a save by another browser in the meantime is a conflict.
      const { echo: data, errors } = result;
      return {
        kind: 'invalid',
        shown: showProfile(result.profile, { form, data, errors, version }),
        chosen: submission.chosen,
        navigation: null,
      };
    }
    case 'conflict':
      // It was saved a moment ago, so that this ends in the list of differences.
      return saveEdit(services, intent, { profile: result.profile, language }, page);
    default:
      return result;
  }
}

function toReview(
  kind: ReviewState['kind'],
  versions: { base: JsonObject | null; stored: JsonObject; mine: JsonObject },
  { base, at }: Save,
  profile: Profile,
  { submission, fields }: PageSubmission,
): Extract<EditOutcome, { kind: 'review' }> {
  const { form } = submission;
  return {
    kind: 'review',
    shown: showProfile(profile, { form, data: versions.stored }),
    review: {
      kind,
      ...versions,
      fields: [
        ...fields,
        [customerField, profile.customerId],
        // The version that the person reviews against. The base stays the one that the form was filled in from.
        [versionField, profile.version],
        ...(base === null ? [] : [[baseField, base] as [string, string]]),
        [stepFields.at, at ?? lastStep],
      ],
    },
  };
}

/** Going back to the form opens the step that has the button that saves. */
const lastStep = '999';
