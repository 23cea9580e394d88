/**
 * Describes an error for the log by its class, code and stack frames. The message is left out, because
 * it may quote what a customer sent.
 */
export function describeError(error: unknown): { error: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as NodeJS.ErrnoException;
  const frames = error.stack?.match(/^\s+at .+$/gm) ?? [];
  return {
    error: error.name,
    ...(typeof code === 'string' && { code }),
    at: frames.slice(0, 8).map((frame) => frame.trim()),
  };
}
