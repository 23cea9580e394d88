import { accessSync, constants } from 'node:fs';
import { type AdminEnv, readAdminEnv } from './admin-env.ts';
import { type AuditEnv, readAuditEnv } from './audit-env.ts';
import { type BackendEnv, readBackendEnv } from './backend/backend-env.ts';
import { type ChangeEnv, readChangeEnv, readChangeFeed } from './change-env.ts';
import { type Config, readConfig } from './config/read-config.ts';
import { isPostgresUrl } from './database-url.ts';
import { isDemo } from './demo-mode.ts';
import { isLoopback } from './domain/loopback.ts';
import { type CountryCode, isCountryCode } from './domain/mobile.ts';
import type { Secrets } from './domain/secrets.ts';
import { EnvError } from './env-error.ts';
import { readDuration, readInteger, readSigningSecret, readUrl, requireHttps } from './env-values.ts';
import { type OidcEnv, readOidcEnv } from './oidc/oidc-env.ts';
import { readSessionSecrets } from './session-secret.ts';
import type { ChangeFeed } from './store/record-changes.ts';
import { readTelemetryEnv, type TelemetryEnv } from './telemetry/telemetry-env.ts';
import { findUnknownVariables, type UnknownVariable } from './unknown-variables.ts';

/**
 * The program's settings: environment variables, which the README lists, and the configuration file that CONFIG names. No
 * setting is in both.
 */
export interface Env {
  port: number;
  host: string;
  databaseUrl: string;
  sessionSecrets: Secrets;
  /** Milliseconds without use after which a session ends. */
  sessionIdle: number;
  /** Milliseconds after which a session ends even when it is used. */
  sessionMax: number;
  /** Whether customers may stay signed in on a device for 30 days. */
  keepSignedIn: boolean;
  /** Null in demo mode: the demo customer's codes are printed and shown instead of sent. */
  smsWebhookUrl: string | null;
  /** The key that signs messages to the gateway, in base64; null when messages are not signed. */
  smsWebhookSecret: string | null;
  profileForm: string | null;
  /** The configuration file. */
  config: Config;
  localesFolder: string | null;
  /** Null: English, else the first language that the site offers. */
  defaultLanguage: string | null;
  defaultCountry: CountryCode;
  /** How many proxies in front of the server set `X-Forwarded-For`. */
  trustProxy: number;
  /** Null: each request names its own origin. */
  publicOrigin: string | null;
  /** Bytes. */
  bodyLimit: number;
  /** Bytes of one uploaded file. */
  fileLimit: number;
  logLevel: string;
  /** Milliseconds between SIGTERM, from when on the program says that it is not ready, and the end of listening. */
  shutdownDelay: number;
  /** Whether /playground is served in production too. */
  playground: boolean;
  /** Another backend that holds all customers; null: the program's own database holds them. */
  backend: BackendEnv | null;
  /** Null where the admin API is not served. */
  admin: AdminEnv | null;
  audit: AuditEnv;
  changes: ChangeEnv;
  /** Which changes of customers are recorded. */
  changeFeed: ChangeFeed | null;
  /** Whether HSTS covers the subdomains of the page's host. */
  hstsSubdomains: boolean;
  telemetry: TelemetryEnv;
  /** An OpenID provider at which customers sign in; null without one. */
  oidc: OidcEnv | null;
  /** The variables that are probably misspelt. */
  unknownVariables: readonly UnknownVariable[];
}

type Variables = Record<string, string | undefined>;

/** Reads the settings; throws EnvError for the first invalid value. */
export function readEnv(variables: Variables = process.env): Env {
  const read = createReader(variables);
  const isProduction = readNodeEnv(read('NODE_ENV')) === 'production';
  const smsWebhookUrl = readUrl('SMS_WEBHOOK_URL', read('SMS_WEBHOOK_URL'));
  const backend = readBackendEnv(read);
  const oidc = readOidcEnv(read);
  // The login page gets the cookies of a session, which anybody could read without TLS.
  if (isProduction && backend?.loginUrl) requireHttps('BACKEND_LOGIN_URL', backend.loginUrl);
  if (isProduction && !((backend || oidc) && smsWebhookUrl === null)) {
    if (!smsWebhookUrl) {
      throw new EnvError(
        'SMS_WEBHOOK_URL is required in production: without it codes are shown to everybody.',
      );
    }
    requireHttps('SMS_WEBHOOK_URL', smsWebhookUrl);
  }
  requireTemporaryFolder(read('TMPDIR'));
  const databaseUrl = readDatabaseUrl(read);
  const hasDatabase = !isWithoutDatabase(read);
  const env: Env = {
    port: readInteger('PORT', read('PORT') ?? '3000', 0, 65_535),
    host: read('HOST') ?? 'localhost',
    databaseUrl,
    sessionSecrets: readSessionSecrets(read('SESSION_SECRET'), databaseUrl, isProduction),
    sessionIdle: readDuration('SESSION_IDLE', read('SESSION_IDLE') ?? '30m', '1s'),
    sessionMax: readDuration('SESSION_MAX', read('SESSION_MAX') ?? '12h', '1s'),
    keepSignedIn: readSwitch('KEEP_SIGNED_IN', read('KEEP_SIGNED_IN') ?? '1'),
    smsWebhookUrl,
    smsWebhookSecret: readSigningSecret('SMS_WEBHOOK_SECRET', read('SMS_WEBHOOK_SECRET')),
    profileForm: read('PROFILE_FORM'),
    config: readConfig(read('CONFIG')),
    localesFolder: read('LOCALES'),
    defaultLanguage: read('DEFAULT_LANGUAGE'),
    defaultCountry: readCountry(read),
    trustProxy: readInteger('TRUST_PROXY', read('TRUST_PROXY') ?? '0', 0, 100),
    publicOrigin: readOrigin(read('PUBLIC_ORIGIN'), isProduction),
    bodyLimit: readBytes('BODY_LIMIT', read('BODY_LIMIT') ?? '1 MiB'),
    fileLimit: readBytes('FILE_LIMIT', read('FILE_LIMIT') ?? '10 MiB'),
    shutdownDelay: readDuration('SHUTDOWN_DELAY', read('SHUTDOWN_DELAY') ?? '1s', '0s'),
    logLevel: readLogLevel(read('LOG_LEVEL') ?? 'info'),
    playground: readSwitch('PLAYGROUND', read('PLAYGROUND') ?? '0'),
    backend,
    admin: readAdminEnv(read),
    audit: readAuditEnv(read, { isProduction, hasDatabase }),
    changes: readChangeEnv(read, { isProduction, hasBackend: backend !== null }),
    changeFeed: readChangeFeed(read),
    hstsSubdomains: readSwitch('HSTS_SUBDOMAINS', read('HSTS_SUBDOMAINS') ?? '0'),
    telemetry: readTelemetryEnv(read),
    oidc,
    unknownVariables: findUnknownVariables(variables),
  };
  if (isDemo(env)) requireDemoMode(env);
  return env;
}

/** The settings of the commands, which need no sender and no session secret. */
export type CommandEnv = Pick<
  Env,
  | 'databaseUrl'
  | 'defaultCountry'
  | 'defaultLanguage'
  | 'profileForm'
  | 'config'
  | 'localesFolder'
  | 'changeFeed'
> & {
  /** Whether entries of the audit log are messages of a webhook too. */
  shipsAudit: boolean;
};

/** Reads the settings of the commands; throws EnvError. */
export function readCommandEnv(variables: Variables = process.env): CommandEnv {
  const read = createReader(variables);
  return {
    databaseUrl: readCommandDatabase(variables),
    defaultCountry: readCountry(read),
    defaultLanguage: read('DEFAULT_LANGUAGE'),
    profileForm: read('PROFILE_FORM'),
    config: readConfig(read('CONFIG')),
    localesFolder: read('LOCALES'),
    changeFeed: readChangeFeed(read),
    shipsAudit: read('AUDIT_WEBHOOK_URL') !== null,
  };
}

/** Reads the address of the database, for commands that need nothing else; throws EnvError. */
export function readCommandDatabase(variables: Variables = process.env): string {
  const read = createReader(variables);
  if (isWithoutDatabase(read)) {
    throw new EnvError('BACKEND_URL names another backend, which holds the customers: there is no database.');
  }
  return readDatabaseUrl(read);
}

/** Reads the secrets of the servers on this database, for commands that look for their hashes; throws EnvError. */
export function readCommandSecrets(databaseUrl: string): Secrets {
  return readSessionSecrets(createReader(process.env)('SESSION_SECRET'), databaseUrl, false);
}

/** Reads the settings to render the pages of one form with a database in memory; throws EnvError. */
export function readFormEnv(profileForm: string): Env {
  const { CONFIG, LOCALES, DEFAULT_LANGUAGE, DEFAULT_COUNTRY } = process.env;
  return readEnv({
    CONFIG,
    LOCALES,
    DEFAULT_LANGUAGE,
    DEFAULT_COUNTRY,
    PROFILE_FORM: profileForm,
    DATABASE_URL: 'file::memory:',
    LOG_LEVEL: 'silent',
  });
}

type Read = (name: string) => string | null;

/** Reads variables; an empty one counts as not set. */
function createReader(variables: Variables): Read {
  return (name) => variables[name]?.trim() || null;
}

/** Returns whether the program runs in production; `readEnv` checks the name. */
export function isProduction(): boolean {
  return createReader(process.env)('NODE_ENV') === 'production';
}

const nodeEnvs = ['development', 'production', 'test'];

/** Rejects a misspelt NODE_ENV, which would skip the checks of production. */
function readNodeEnv(text: string | null): string {
  if (text === null) return 'development';
  if (nodeEnvs.includes(text)) return text;
  throw new EnvError(`NODE_ENV must be one of ${nodeEnvs.join(', ')}, not "${text}".`);
}

/**
 * Refuses demo mode where other people may reach the program, because it shows one-time codes to
 * anybody. `prepareDemoDatabase` checks the content of the database.
 */
function requireDemoMode({ databaseUrl, host, publicOrigin }: Env): void {
  const refuse = (reason: string) => {
    throw new EnvError(`SMS_WEBHOOK_URL is required ${reason}: without it codes are shown to everybody.`);
  };
  if (isPostgresUrl(databaseUrl)) refuse('where DATABASE_URL names PostgreSQL');
  if (!isLoopback(host)) refuse('where HOST is no loopback address such as localhost');
  if (publicOrigin !== null && !isLoopback(new URL(publicOrigin).hostname)) {
    refuse('where PUBLIC_ORIGIN is no loopback address such as http://localhost:3000');
  }
}

function readSwitch(name: string, text: string): boolean {
  if (text === '1' || text === '0') return text === '1';
  throw new EnvError(`${name} must be 1 or 0, not "${text}".`);
}

/**
 * Returns whether the program needs no database file: a remote backend stores everything but the sessions that began at
 * an OpenID provider.
 */
function isWithoutDatabase(read: Read): boolean {
  return read('DATABASE_URL') === null && read('BACKEND_URL') !== null && read('OIDC_ISSUER') === null;
}

function readDatabaseUrl(read: Read): string {
  const text = read('DATABASE_URL') ?? (isWithoutDatabase(read) ? 'file::memory:' : 'file:data/customer.db');
  if (/^file:./.test(text) || /^postgres(ql)?:\/\/./.test(text)) return text;
  throw new EnvError('DATABASE_URL must begin with "file:" or "postgres://".');
}

/** Refuses a folder for temporary files in which no upload could be written. */
function requireTemporaryFolder(folder: string | null): void {
  if (folder === null) return;
  try {
    accessSync(`${folder}/`, constants.W_OK | constants.X_OK);
  } catch {
    throw new EnvError(`TMPDIR must be a folder in which this user may write, not "${folder}".`);
  }
}

function readOrigin(text: string | null, isProduction: boolean): string | null {
  const url = readUrl('PUBLIC_ORIGIN', text);
  if (url === null) {
    if (!isProduction) return null;
    throw new EnvError('PUBLIC_ORIGIN is required in production: such as https://profile.example.com.');
  }
  // Without https there are no `Secure` cookies and no HSTS, and an eavesdropper gets the session.
  if (isProduction) requireHttps('PUBLIC_ORIGIN', url);
  const { origin, pathname, search, hash } = new URL(url);
  if (pathname !== '/' || search || hash) {
    throw new EnvError('PUBLIC_ORIGIN must be an origin without a path, such as https://example.com.');
  }
  return origin;
}

function readCountry(read: Read): CountryCode {
  const text = read('DEFAULT_COUNTRY') ?? 'AE';
  if (isCountryCode(text)) return text;
  throw new EnvError(`DEFAULT_COUNTRY must be an ISO 3166-1 alpha-2 code such as AE, not "${text}".`);
}

function readLogLevel(text: string): string {
  const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
  if (levels.includes(text)) return text;
  throw new EnvError(`LOG_LEVEL must be one of ${levels.join(', ')}, not "${text}".`);
}

/** Reads a number of bytes, with or without a unit: `1048576`, `512 KiB`, `1 MiB`. */
function readBytes(name: string, text: string): number {
  const [, digits, unit = ''] = /^(\d+)\s*(|ki?b|mi?b)$/i.exec(text) ?? [];
  const factor = unit === '' ? 1 : unit.toLowerCase().startsWith('k') ? 1024 : 1024 ** 2;
  const bytes = Number(digits) * factor;
  if (!Number.isSafeInteger(bytes) || bytes < 1) {
    throw new EnvError(`${name} must be a number of bytes such as 1048576 or 1 MiB, not "${text}".`);
  }
  return bytes;
}
