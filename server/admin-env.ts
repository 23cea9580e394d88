import { EnvError } from './env-error.ts';
import { type ReadVariable, readInteger } from './env-values.ts';

/** The settings of the admin API. */
export interface AdminEnv {
  port: number;
  key: string;
}

const shortestKey = 32;

/** Reads the settings of the admin API; null where it is not served. Throws EnvError. */
export function readAdminEnv(read: ReadVariable): AdminEnv | null {
  const port = read('ADMIN_PORT');
  const key = read('ADMIN_KEY');
  if (port === null) {
    if (key === null) return null;
    throw new EnvError('ADMIN_PORT is required with ADMIN_KEY.');
  }
  if (key === null) throw new EnvError('ADMIN_KEY is required with ADMIN_PORT.');
  // A shorter key could be guessed. Other characters can't be sent in the header.
  if (key.length < shortestKey || !/^[\x21-\x7e]+$/.test(key)) {
    throw new EnvError(
      `ADMIN_KEY must be at least ${shortestKey} ASCII characters without spaces, such as "openssl rand -base64 32" prints.`,
    );
  }
  if (port !== '0' && port === (read('PORT') ?? '3000')) {
    throw new EnvError('ADMIN_PORT must be another port than PORT.');
  }
  return { port: readInteger('ADMIN_PORT', port, 0, 65_535), key };
}
