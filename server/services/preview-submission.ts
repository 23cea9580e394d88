import type { ErrorSchema, JsonObject } from 'schema-form/server';
import type { EditServices } from './edit-outcome.ts';
import { processSubmission } from './process-submission.ts';
import type { Profile } from './profiles.ts';
import type { Submission } from './submission.ts';

interface Preview {
  /** The values that a save would store. */
  data: JsonObject;
  errors: ErrorSchema;
  /** The data to show with the form. */
  echo: JsonObject;
  /** The stored values, `writeOnly` ones included. */
  stored: JsonObject;
}

/** Merges, validates and echoes a submission without storing it. */
export async function previewSubmission(
  { files, withPatterns }: Pick<EditServices, 'files' | 'withPatterns'>,
  profile: Profile,
  submission: Submission,
): Promise<Preview> {
  const { form } = submission;
  const [{ stored }, ownFiles] = await Promise.all([
    profile.getForm(form.language),
    files.list(profile.customerId, form),
  ]);
  return withPatterns(() => {
    const { data, errors, getEcho } = processSubmission(submission, stored, ownFiles);
    return { data, errors, echo: getEcho(), stored };
  });
}
