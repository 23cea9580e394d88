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

/** POST /customer/login/. Both values are in seconds. */
export interface LoginAnswer {
  expires_in: number;
  resend_in: number;
}

export interface VerifyAnswer {
  customer_id: string;
}

export interface LanguageAnswer {
  language: string;
}

export interface ErrorAnswer {
  error_message: string;
}

/** Exists in demo mode only: returns the code that a text message would contain for the current sign-in. */
export const demoCodePath = '/demo/code';

export interface DemoCodeAnswer {
  code: string | null;
}
