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
  // The data need not survive a power cut.
  server = await startPostgres(['-c', 'fsync=off']);
  project.provide('postgresUrl', server.url);
}

export async function teardown(): Promise<void> {
  await server?.stop();
}
