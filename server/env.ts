import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isLanguage, type Language, languageCodes } from '../shared/languages.ts';
import { type CountryCode, isCountryCode } from './domain/mobile.ts';
import { createPrivateFile } from './private-file.ts';

/** What the environment asks of the program; the README has a table of it. */
export interface Env {
  port: number;
  host: string;
  databaseUrl: string;
  sessionSecret: string;
  /** Null is demo mode: codes are printed and shown instead of sent. */
  smsWebhookUrl: string | null;
  profileForm: string | null;
  defaultLanguage: Language;
  defaultCountry: CountryCode;
  /** How many proxies in front set `X-Forwarded-For`. */
  trustProxy: number;
  /** Null: the origin that each request names. */
  publicOrigin: string | null;
  /** Bytes. */
  bodyLimit: number;
  /** Bytes, of one file that a customer sends. */
  fileLimit: number;
  logLevel: string;
  /** Serves /playground in production too. */
  playground: boolean;
}

/** A wrong value; its message is one sentence that names the variable. */
export class EnvError extends Error {
  override name = 'EnvError';
}

type Variables = Record<string, string | undefined>;

/** Reads the environment; throws EnvError for the first wrong value. */
export function readEnv(variables: Variables = process.env): Env {
  const isProduction = variables.NODE_ENV === 'production';
  const read = (name: string) => variables[name]?.trim() || null;

  const databaseUrl = readDatabaseUrl(read('DATABASE_URL') ?? 'file:data/customer.db');
  const smsWebhookUrl = readUrl('SMS_WEBHOOK_URL', read('SMS_WEBHOOK_URL'));
  if (isProduction && !smsWebhookUrl) {
    throw new EnvError('SMS_WEBHOOK_URL is required in production: without it codes are shown to everybody.');
  }
  return {
    port: readInteger('PORT', read('PORT') ?? '3000', 0, 65_535),
    host: read('HOST') ?? 'localhost',
    databaseUrl,
    sessionSecret: readSecret(read('SESSION_SECRET'), databaseUrl, isProduction),
    smsWebhookUrl,
    profileForm: read('PROFILE_FORM'),
    defaultLanguage: readLanguage(read('DEFAULT_LANGUAGE') ?? 'en'),
    defaultCountry: readCountry(read('DEFAULT_COUNTRY') ?? 'AE'),
    trustProxy: readInteger('TRUST_PROXY', read('TRUST_PROXY') ?? '0', 0, 100),
    publicOrigin: readOrigin(read('PUBLIC_ORIGIN')),
    bodyLimit: readBytes('BODY_LIMIT', read('BODY_LIMIT') ?? '1 MiB'),
    fileLimit: readBytes('FILE_LIMIT', read('FILE_LIMIT') ?? '10 MiB'),
    logLevel: readLogLevel(read('LOG_LEVEL') ?? 'info'),
    playground: readSwitch('PLAYGROUND', read('PLAYGROUND') ?? '0'),
  };
}

function readInteger(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new EnvError(`${name} must be a whole number from ${least} to ${most}, not "${text}".`);
  }
  return number;
}

function readSwitch(name: string, text: string): boolean {
  if (text === '1' || text === '0') return text === '1';
  throw new EnvError(`${name} must be 1 or 0, not "${text}".`);
}

function readDatabaseUrl(text: string): string {
  if (/^file:./.test(text) || /^postgres(ql)?:\/\/./.test(text)) return text;
  throw new EnvError('DATABASE_URL must begin with "file:" or "postgres://".');
}

export function isPostgresUrl(databaseUrl: string): boolean {
  return databaseUrl.startsWith('postgres');
}

/** The path of the embedded database's file; null when it lives in memory alone. */
export function getDatabaseFile(databaseUrl: string): string | null {
  const file = databaseUrl.replace(/^file:(\/\/)?/, '');
  return file === ':memory:' ? null : file;
}

function readUrl(name: string, text: string | null): string | null {
  if (text === null) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new EnvError(`${name} must be an http or https URL.`);
  }
  return text;
}

function readOrigin(text: string | null): string | null {
  const url = readUrl('PUBLIC_ORIGIN', text);
  if (url === null) return null;
  const { origin, pathname, search } = new URL(url);
  if (pathname !== '/' || search) {
    throw new EnvError('PUBLIC_ORIGIN must be an origin without a path, such as https://example.com.');
  }
  return origin;
}

function readLanguage(text: string): Language {
  if (isLanguage(text)) return text;
  throw new EnvError(`DEFAULT_LANGUAGE must be one of ${languageCodes.join(', ')}, not "${text}".`);
}

function readCountry(text: string): CountryCode {
  if (isCountryCode(text)) return text;
  throw new EnvError(`DEFAULT_COUNTRY must be an ISO 3166-1 alpha-2 code such as AE, not "${text}".`);
}

function readLogLevel(text: string): string {
  const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
  if (levels.includes(text)) return text;
  throw new EnvError(`LOG_LEVEL must be one of ${levels.join(', ')}, not "${text}".`);
}

/** Bytes, or with a unit: `1048576`, `512 KiB`, `1 MiB`. */
function readBytes(name: string, text: string): number {
  const [, digits, unit = ''] = /^(\d+)\s*(|ki?b|mi?b)$/i.exec(text) ?? [];
  const factor = unit === '' ? 1 : unit.toLowerCase().startsWith('k') ? 1024 : 1024 ** 2;
  const bytes = Number(digits) * factor;
  if (!Number.isSafeInteger(bytes) || bytes < 1) {
    throw new EnvError(`${name} must be a number of bytes such as 1048576 or 1 MiB, not "${text}".`);
  }
  return bytes;
}

const leastSecret = 16;

function readSecret(given: string | null, databaseUrl: string, isProduction: boolean): string {
  if (given !== null) {
    if (given.length >= leastSecret) return given;
    throw new EnvError(`SESSION_SECRET must have at least ${leastSecret} characters.`);
  }
  if (isProduction) throw new EnvError('SESSION_SECRET is required in production.');
  if (isPostgresUrl(databaseUrl)) {
    throw new EnvError('SESSION_SECRET is required with PostgreSQL: all servers share it.');
  }
  const file = getDatabaseFile(databaseUrl);
  return file === null ? createSecret() : keepSecret(`${file}.secret`);
}

function createSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The secret in this file, made at the first start; only the owner may read it. */
function keepSecret(file: string): string {
  const secret = readOrCreateSecret(file);
  if (secret.length >= leastSecret) return secret;
  throw new EnvError(`SESSION_SECRET is not set and ${file} holds no whole one: remove that file.`);
}

function readOrCreateSecret(file: string): string {
  try {
    createPrivateFile(file, createSecret());
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new EnvError(`DATABASE_URL names a place where nothing can be written: ${path.dirname(file)}.`);
  }
}
