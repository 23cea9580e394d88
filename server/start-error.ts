import { FormDefinitionError } from 'schema-form/server';
import { CommandError } from './command-error.ts';
import { EnvError } from './env-error.ts';
import { DatabaseBusyError, OpenError } from './store/store.ts';

/** Explains why the program does not start in one sentence that names the variable to change. */
export function explainStart(error: unknown): string {
  if (error instanceof EnvError || error instanceof CommandError) return error.message;
  if (error instanceof FormDefinitionError) return `PROFILE_FORM has an error at ${error.message}.`;
  if (error instanceof OpenError) {
    return `DATABASE_URL names a database that can't be used (${error.message}).`;
  }
  if (error instanceof DatabaseBusyError) {
    return 'DATABASE_URL names a database that is locked by another program or cannot be reached.';
  }
  const { code, syscall, variable = 'PORT' } = error as NodeJS.ErrnoException & { variable?: string };
  if (code === 'EADDRINUSE') return `${variable} is taken: another program listens there.`;
  if (code === 'EACCES' && syscall === 'listen')
    return `${variable} needs rights that this user does not have.`;
  if (syscall === 'listen' || syscall === 'getaddrinfo') return 'HOST is no address of this machine.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
