import type { TestProject } from 'vitest/node';
import { startPostgres, type TestPostgres } from './start-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The PostgreSQL server on which tests create databases; null when they use SQLite. */
    postgresUrl: string | null;
  }
}

let server: TestPostgres | undefined;

/** Starts a PostgreSQL server for all tests. */
export async function setup(project: TestProject): Promise<void> {
  // The data need not survive a power cut, and no table lives long enough to be cleaned.
  const flags = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'autovacuum=off'];
  server = await startPostgres(flags.flatMap((flag) => ['-c', flag]));
  project.provide('postgresUrl', server.url);
}

export async function teardown(): Promise<void> {
  await server?.stop();
}
