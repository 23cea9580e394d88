/** The paths and the types of the Customer API, which the browser and the server share. */

import type { components } from './openapi-types.ts';

export const apiPaths = {
  customer: '/api/v3/customer/',
  update: '/api/v3/customer/update/',
  language: '/api/v3/customer/language/',
  login: '/api/v3/customer/login/',
  verify: '/api/v3/customer/login/verify/',
  logout: '/api/v3/customer/logout/',
} as const;

/** Where the API describes itself (OpenAPI). */
export const openApiPath = '/api/v3/openapi.json';

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

/** The answers, as `openapi.json` describes them. */
type Schemas = components['schemas'];
/** GET /customer/ */
export type CustomerAnswer = Schemas['Customer'];
/** The form of the update endpoint. Its texts are in the customer's language. */
export type ProfileForm = Schemas['Form'];
/** GET and POST /customer/update/. The version travels in the `ETag` header. */
export type UpdateAnswer = Schemas['Update'];
export type LanguageAnswer = Schemas['LanguageChange'];
/** POST /customer/login/ */
export type LoginAnswer = Schemas['Login'];
export type VerifyAnswer = Schemas['Verify'];
/** The 401 of verify. */
export type WrongCodeAnswer = Schemas['WrongCode'];

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
