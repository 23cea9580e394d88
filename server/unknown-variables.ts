import { findNearest } from 'schema-form/server';

/** The variables that the program reads; a test compares them with the sources. */
export const variableNames = [
  'ADMIN_KEY',
  'ADMIN_PORT',
  'AUDIT_RETENTION',
  'AUDIT_WEBHOOK_SECRET',
  'AUDIT_WEBHOOK_URL',
  'BACKEND_COOKIES',
  'BACKEND_CSRF',
  'BACKEND_FORM_ADAPTER',
  'BACKEND_LOGIN_URL',
  'BACKEND_LOGOUT_URL',
  'BACKEND_URL',
  'BODY_LIMIT',
  'CHANGE_RETENTION',
  'CHANGE_WEBHOOK_FIELDS',
  'CHANGE_WEBHOOK_SECRET',
  'CHANGE_WEBHOOK_URL',
  'CONFIG',
  'DATABASE_URL',
  'DEFAULT_COUNTRY',
  'DEFAULT_LANGUAGE',
  'FILE_LIMIT',
  'HOST',
  'HSTS_SUBDOMAINS',
  'KEEP_SIGNED_IN',
  'LOCALES',
  'LOG_LEVEL',
  'NODE_ENV',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_CUSTOMER_CLAIM',
  'OIDC_ISSUER',
  'OIDC_SCOPE',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_SERVICE_NAME',
  'PLAYGROUND',
  'PORT',
  'PROFILE_FORM',
  'PUBLIC_ORIGIN',
  'SESSION_IDLE',
  'SESSION_MAX',
  'SESSION_SECRET',
  'SHUTDOWN_DELAY',
  'SMS_WEBHOOK_SECRET',
  'SMS_WEBHOOK_URL',
  'TMPDIR',
  'TRUST_PROXY',
];

/** Variables that a former version read, and whose names resemble no other. */
const formerNames = [
  'MESSAGE_BUDGET',
  'OUTBOX_RETENTION',
  'REQUIRE_REQUEST_ID',
  'RESEND_AFTER',
  'WRONG_CODE_BUDGET',
];

/** Beginnings that no other program uses. */
const ownBeginning = /^(SMS_WEBHOOK|CHANGE_WEBHOOK|AUDIT_WEBHOOK|BACKEND|OIDC)_/;

/** What Kubernetes sets for each service, such as BACKEND_SERVICE_HOST. */
const ofService = /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)?)$/;

/** Letters of a name that is compared: in short ones such as HOST a difference of two says nothing. */
const shortestCompared = 8;

/** A variable that nothing reads. */
export interface UnknownVariable {
  name: string;
  /** The variable that is probably meant; null where none is near. */
  nearest: string | null;
}

/** Finds the variables that are probably meant for this program, but that it does not read. */
export function findUnknownVariables(variables: Record<string, string | undefined>): UnknownVariable[] {
  // A variable that is set is not the one that somebody misspelt.
  const isMissing = (name: string) => !variables[name]?.trim();
  const compared = variableNames.filter((name) => name.length >= shortestCompared && isMissing(name));
  return Object.keys(variables)
    .filter((name) => !variableNames.includes(name) && !isMissing(name) && !ofService.test(name))
    .map((name) => ({ name, nearest: findNearest(name, compared) }))
    .filter(({ name, nearest }) => nearest !== null || ownBeginning.test(name) || formerNames.includes(name));
}
