/** The paths and the types of the Customer API, which the browser and the server share. */

import type { ErrorSchema, JsonObject, JsonSchema, UiSchema } from 'schema-form';

export const apiPaths = {
  customer: '/api/v3/customer/',
  update: '/api/v3/customer/update/',
  language: '/api/v3/customer/language/',
  login: '/api/v3/customer/login/',
  verify: '/api/v3/customer/login/verify/',
  logout: '/api/v3/customer/logout/',
} as const;

/** The keys of a customer, in the order in which the API returns them. */
export const customerKeys = [
  'customer_id',
  'first_name',
  'last_name',
  'mobile',
  'email',
  'nationality',
  'dob',
  'gender',
  'passport_number',
  'nation_id_number',
  'language',
  'address',
] as const;

export type CustomerKey = (typeof customerKeys)[number];

/** GET /customer/. An unknown value is `""`; an unknown `gender` is `null`. */
export type CustomerAnswer = Record<Exclude<CustomerKey, 'gender'>, string> & {
  gender: string | null;
};

/** The form of the update endpoint. Its texts are in the customer's language. */
export interface ProfileForm {
  schema: JsonSchema;
  ui_schema: UiSchema;
  data: JsonObject;
  errors: ErrorSchema;
  /** URL of a module with the precompiled validator of `schema`; null where only the server validates. */
  validator: string | null;
}

/** GET and POST /customer/update/. The version travels in the `ETag` header. */
export interface UpdateAnswer {
  customer_id: string;
  form: ProfileForm;
  has_errors: boolean;
}

/** POST /customer/login/ */
export interface LoginAnswer {
  /** Seconds that the code is valid. */
  expires_in: number;
  /** Seconds until the same client may request another code for this number. */
  resend_in: number;
  /** How many digits the code has. */
  code_length: number;
  /** Names this sign-in; verify may send it, and then only codes of this sign-in are valid. */
  request_id: string;
}

export interface VerifyAnswer {
  customer_id: string;
}

/** The 401 of verify. */
export interface WrongCodeAnswer extends ErrorAnswer {
  /** How often the code may still be tried; 0: it is used up or expired, and a new one is needed. */
  tries_left: number;
}

export interface LanguageAnswer {
  language: string;
}

export interface ErrorAnswer {
  error_message: string;
}

/**
 * The header of every answer to a signed-in customer that says in how many seconds the session ends
 * unless it is used again.
 */
export const sessionEndsInHeader = 'session-ends-in';

/** Exists in demo mode only: returns the code that a text message would contain for the current sign-in. */
export const demoCodePath = '/demo/code';

export interface DemoCodeAnswer {
  code: string | null;
}
