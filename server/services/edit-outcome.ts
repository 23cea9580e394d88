import type { ChosenBranches, JsonObject, StepNavigation, WithPatterns } from 'schema-form/server';
import type { Language } from '../../shared/languages.ts';
import type { ReviewState } from '../../shared/page.ts';
import type { Site } from '../../shared/site.ts';
import type { Files } from './files.ts';
import type { FormFields } from './form-fields.ts';
import type { KeptUndos } from './kept-undos.ts';
import type { Profile, Profiles } from './profiles.ts';
import type { SealedSubmissions } from './sealed-submissions.ts';
import type { SealedValues } from './sealed-values.ts';
import type { ShownProfile } from './show-profile.ts';
import type { Submission } from './submission.ts';
import type { GetTexts } from './texts.ts';

/** What the services of `/edit` use. */
export interface EditServices {
  profiles: Profiles;
  files: Files;
  sealedSubmissions: SealedSubmissions;
  /** Seals the values that a form is filled in from. */
  sealedBases: SealedValues;
  /** Keeps the values before a save. */
  keptUndos: KeptUndos;
  site: Site;
  getTexts: GetTexts;
  withPatterns: WithPatterns;
}

/** The customer who edits, and the language of the form that was submitted. */
export interface EditingCustomer {
  profile: Profile;
  language: Language;
}

/** A page's form, with the addresses of the files that came with it. */
export interface PageSubmission {
  submission: Submission & Required<Pick<Submission, 'chosen' | 'fileErrors'>>;
  fields: FormFields;
}

/** The form to show again, with what was typed. */
export interface ShownForm {
  shown: ShownProfile;
  /** The branches that are chosen in it; `{}` infers them from the data. */
  chosen: ChosenBranches;
  navigation: StepNavigation | null;
}

/** The values that a re-rendered form was filled in from. */
export interface FormOrigin {
  /** Those values, sealed; null where they are unknown or exceed the limit. */
  base: string | null;
  /** The stored values; null where they are not those that the form was filled in from. */
  stored: JsonObject | null;
}

/** The outcome of a submission of `/edit`. Only `saved` and `undone` have stored anything. */
export type EditOutcome =
  /** `undo` is the key to the values before the save; null when it can't be undone. */
  | { kind: 'saved'; undo: string | null }
  | { kind: 'undone' }
  /** The profile was saved again since, so that nothing is undone. */
  | { kind: 'undoRefused'; profile: Profile }
  /** The form is another customer's, or was sealed too long ago. */
  | { kind: 'rejected' }
  /** The form was left. `sealed` holds what was typed: null if nothing was, `''` if it is too large to be carried. */
  | { kind: 'discarded'; sealed: string | null; profile: Profile }
  /** The profile does not exist any more. */
  | { kind: 'gone' }
  | { kind: 'unavailable'; retryAfter: number }
  /** Nothing is saved before the changes were reviewed; in a conflict, another version is stored. */
  | { kind: 'review'; shown: ShownProfile; review: ReviewState }
  /** `language` is the one that was chosen, and stored; null when none was. */
  | ({ kind: 'rerendered'; isRestored: boolean; language: Language | null } & ShownForm & FormOrigin)
  /** `removed` is the field name of the entry that the form has to remove; null for another change. */
  | ({ kind: 'listChanged'; removed: string | null } & ShownForm & FormOrigin)
  | ({ kind: 'stepped' | 'invalid' } & ShownForm & FormOrigin);
