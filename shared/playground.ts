/** What the playground's page, its frames and the server exchange. */
import type { ProfileForm } from './customer-api.ts';
import type { Language } from './languages.ts';

export const playgroundPaths = {
  /** Makes the forms of documents, for scripts. */
  forms: '/playground/forms',
  /** Validates data by a schema. */
  check: '/playground/check',
} as const;

/** The names of the documents, which are those of the fields that the page submits. */
export const documentNames = ['schema', 'ui_schema', 'data'] as const;
export type DocumentName = (typeof documentNames)[number];

/** The JSON texts, as they were typed. */
export type PlaygroundDocuments = Record<DocumentName, string>;

/** A problem that keeps the documents from becoming a form. */
export interface PlaygroundProblem {
  field: DocumentName | 'language';
  /** The JSON pointer into the document; `''` for the whole of it. */
  pointer: string;
  /** In English, as `FormProblem`. */
  message: string;
}

/** A warning: something in a form that has no effect or helps nobody. */
export interface PlaygroundWarning {
  kind: string;
  /** A JSON pointer that begins with `/schema` or `/ui_schema`. */
  pointer: string;
  /** In English. */
  problem: string;
}

/** The most languages that forms are made in at once: those of two frames and of the page. */
export const mostLanguages = 3;

/** The body of POST /playground/forms. */
export interface FormsRequest extends PlaygroundDocuments {
  languages: Language[];
}

/** The answer to it: the form in each language, or why there is none. */
export type FormsAnswer = PlaygroundForms | { problem: PlaygroundProblem };

export interface PlaygroundForms {
  forms: Record<Language, ProfileForm>;
  /** The schema does not describe an object, so the form is of an object that holds the value in one property. */
  is_wrapped: boolean;
  warnings: PlaygroundWarning[];
}
