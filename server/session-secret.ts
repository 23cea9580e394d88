import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { getDatabaseFile, isPostgresUrl } from './database-url.ts';
import { EnvError } from './env-error.ts';
import { createPrivateFile, makePrivate } from './private-file.ts';

/** Characters. */
const leastSecret = 16;

/**
 * The session secret: the given one, else one that is kept beside the embedded database. Throws EnvError
 * for a short secret, and where a secret is required and none is given.
 */
export function readSessionSecret(given: string | null, databaseUrl: string, isProduction: boolean): string {
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

/** Reads the secret from a file that only its owner may read; the first start creates it. */
function keepSecret(file: string): string {
  const secret = readOrCreateSecret(file);
  if (secret.length >= leastSecret) {
    makePrivate(file);
    return secret;
  }
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
