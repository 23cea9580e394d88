import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { getDatabaseFile, isPostgresUrl } from './database-url.ts';
import type { Secrets } from './domain/secrets.ts';
import { EnvError } from './env-error.ts';
import { createPrivateFile, makePrivate } from './private-file.ts';

/** Characters. */
const leastSecret = 16;

/**
 * Returns the session secrets: the given ones, else those that are kept beside the embedded database. A comma separates
 * the current one from the former one. Throws EnvError for a short secret, for more than two, and where a secret is
 * required and none is given.
 */
export function readSessionSecrets(
  given: string | null,
  databaseUrl: string,
  isProduction: boolean,
): Secrets {
  if (given !== null) {
    return (
      parseSecrets(given) ??
      refuse(
        `SESSION_SECRET must be one secret of at least ${leastSecret} characters, or during a rotation two different ones: new,old.`,
      )
    );
  }
  if (isProduction) throw new EnvError('SESSION_SECRET is required in production.');
  if (isPostgresUrl(databaseUrl)) {
    throw new EnvError('SESSION_SECRET is required with PostgreSQL: all servers share it.');
  }
  const file = getDatabaseFile(databaseUrl);
  return file === null ? [createSecret()] : keepSecrets(`${file}.secret`);
}

/** Returns null for what is no secret, or no two different ones. */
function parseSecrets(text: string): Secrets | null {
  const [current = '', ...former] = text.split(',').map((secret) => secret.trim());
  const isValid = [current, ...former].every((secret) => secret.length >= leastSecret);
  return isValid && former.length <= 1 && !former.includes(current) ? [current, ...former] : null;
}

function refuse(problem: string): never {
  throw new EnvError(problem);
}

function createSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Reads the secrets from a file that only its owner may read; the first start creates it. */
function keepSecrets(file: string): Secrets {
  const secrets = parseSecrets(readOrCreateSecret(file));
  if (secrets === null) {
    throw new EnvError(`SESSION_SECRET is not set and ${file} holds no whole one: remove that file.`);
  }
  makePrivate(file);
  return secrets;
}

function readOrCreateSecret(file: string): string {
  try {
    createPrivateFile(file, createSecret());
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new EnvError(`DATABASE_URL names a place where nothing can be written: ${path.dirname(file)}.`);
  }
}
