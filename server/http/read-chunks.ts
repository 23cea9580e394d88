import type { AppContext } from './app-env.ts';
import { BodyError } from './body-error.ts';

/**
 * Reads the chunks of a request's body. Throws BodyError when there are more bytes than the limit,
 * whatever length was announced, when they take too long, and when the client disconnects.
 */
export async function* readChunks(c: AppContext): AsyncGenerator<Uint8Array, void> {
  const { body } = c.req.raw;
  if (!body) return;
  const { whole, time } = c.get('bodyLimits');
  const reader = body.getReader();
  let isLate = false;
  const stop = () => {
    isLate = true;
    // Rejects the read that is waiting.
    reader.releaseLock();
  };
  const timer = time === null ? undefined : setTimeout(stop, time);
  try {
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new BodyError(isLate ? 408 : 499);
      });
      if (done) return;
      size += value.length;
      if (size > whole) throw new BodyError(413);
      yield value;
    }
  } finally {
    clearTimeout(timer);
    // The stream is not cancelled: that could close the connection before the answer is sent.
    reader.releaseLock();
  }
}
