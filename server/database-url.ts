/** Returns whether a `DATABASE_URL` names PostgreSQL; otherwise it names an embedded database. */
export function isPostgresUrl(databaseUrl: string): boolean {
  return databaseUrl.startsWith('postgres');
}

/** Returns the path of the embedded database's file; null for a database in memory. */
export function getDatabaseFile(databaseUrl: string): string | null {
  const file = databaseUrl.replace(/^file:(\/\/)?/, '');
  return file === ':memory:' ? null : file;
}
