import { EnvError } from './env.ts';
import { FormDefinitionError } from './services/form-definition.ts';

/** One sentence on why the program does not start, naming the variable that is to blame. */
export function explainStart(error: unknown): string {
  if (error instanceof EnvError) return error.message;
  if (error instanceof FormDefinitionError) return `PROFILE_FORM is at fault at ${error.message}.`;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'PORT is taken: another program listens there.';
  if (code === 'EACCES' && syscall === 'listen') return 'PORT needs rights that this user does not have.';
  if (syscall === 'listen' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return 'HOST is no address of this machine.';
  }
  if (isDatabaseError(error)) {
    return `DATABASE_URL names a database that does not answer (${(error as Error).message}).`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isDatabaseError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseError);
  const isSqlState = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
  const isSqlite = error.name === 'SqliteError' || error.message.includes('database');
  return (
    isSqlState ||
    isSqlite ||
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    /timeout/.test(error.message)
  );
}
