import Database from 'better-sqlite3';

/** Forgets when codes were sent, as if the wait between two codes were over for everybody. */
export function passResendWait(database: string): void {
  const connection = new Database(database);
  try {
    connection.prepare("DELETE FROM limits WHERE key LIKE 'resend:%'").run();
  } finally {
    connection.close();
  }
}
