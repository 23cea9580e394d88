import { parseDuration } from './domain/duration.ts';
import { isLoopback } from './domain/loopback.ts';
import { EnvError } from './env-error.ts';

/** Reads a variable; null when it is not set. */
export type ReadVariable = (name: string) => string | null;

/** Reads a whole number. */
export function readInteger(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new EnvError(`${name} must be a whole number from ${least} to ${most}, not "${text}".`);
  }
  return number;
}

/** Reads a duration to milliseconds. */
export function readDuration(name: string, text: string, least: string): number {
  const duration = parseDuration(text);
  if (duration !== null && duration >= (parseDuration(least) ?? 0)) return duration;
  throw new EnvError(
    `${name} must be a duration of at least ${least}, such as 30s, 30m, 12h or 30d, not "${text}".`,
  );
}

/** Reads the URL of a server of the operator; null without one. */
export function readUrl(name: string, text: string | null): string | null {
  if (text === null) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new EnvError(`${name} must be an http or https URL.`);
  }
  const { username, password } = new URL(text);
  // `fetch` rejects such a URL, so no message would ever be sent.
  if (username || password) throw new EnvError(`${name} must not contain a user name or a password.`);
  return text;
}

/** Refuses plain http, which can be read and changed in transit. Loopback traffic stays on this machine. */
export function requireHttps(name: string, url: string): void {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || isLoopback(hostname)) return;
  throw new EnvError(`${name} must begin with https:// in production.`);
}

/** Reads a key of the Standard Webhooks scheme: at least 24 bytes in base64, with or without its prefix `whsec_`. */
export function readSigningSecret(name: string, text: string | null): string | null {
  if (text === null) return null;
  const base64 = text.replace(/^whsec_/, '');
  // Buffer.from skips characters that are not base64, so the decoded bytes are compared with the text.
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length >= 24 && bytes.toString('base64') === base64) return base64;
  throw new EnvError(
    `${name} must be at least 24 bytes in base64, such as "openssl rand -base64 32" prints.`,
  );
}
