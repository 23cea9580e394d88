import type { MiddlewareHandler } from 'hono';
import type { AppContext, AppEnv } from '../app-env.ts';
import type { Env } from '../env.ts';
import { createSpool } from './spool.ts';

/** A body that can't be read to its end: it is too slow (408), too large (413), or the client has gone (499). */
export class BodyError extends Error {
  override name = 'BodyError';
  readonly status: 408 | 413 | 499;

  constructor(status: 408 | 413 | 499) {
    super(`The body can't be read to its end (${status})`);
    this.status = status;
  }
}

interface LimitBodiesOptions extends Pick<Env, 'bodyLimit' | 'fileLimit'> {
  /** Whether a customer's request may hold files. */
  mayHoldFiles(c: AppContext): boolean;
  refuse(c: AppContext, status: 413 | 429): Response | Promise<Response>;
  /** Milliseconds in which a body without files must come. */
  time?: number;
}

/** Milliseconds for a body without files: slow ones of strangers would hold all connections (Slowloris). */
const bodyTime = 30_000;
/** A person sends one file after the other; each upload takes a file's room on the disk. */
const mostUploads = 2;
/** Seconds after which a refused upload may be tried again. */
const retryAfter = 5;

/**
 * Says how much may be read of a request's body, and refuses one that announces more. Only customers
 * may send files, so that strangers can't fill the disk; and only so many at once, so that one
 * customer can't either.
 */
export function limitBodies({
  bodyLimit,
  fileLimit,
  mayHoldFiles,
  refuse,
  time = bodyTime,
}: LimitBodiesOptions): MiddlewareHandler<AppEnv> {
  const uploads = new Map<string, number>();

  return async (c, next) => {
    const customer = c.get('customer');
    const isUpload = customer !== null && mayHoldFiles(c);
    const whole = isUpload ? bodyLimit + fileLimit : bodyLimit;
    if (Number(c.req.header('content-length') ?? 0) > whole) return refuse(c, 413);
    if (!isUpload) {
      c.set('bodyLimits', { whole, text: bodyLimit, time, spool: null });
      return next();
    }
    const { customer_id: customerId } = customer;
    const underWay = uploads.get(customerId) ?? 0;
    if (underWay >= mostUploads) {
      c.header('retry-after', String(retryAfter));
      return refuse(c, 429);
    }
    uploads.set(customerId, underWay + 1);
    const spool = createSpool();
    // Node's own limit is the one of uploads, see listen.ts.
    c.set('bodyLimits', { whole, text: bodyLimit, time: null, spool });
    try {
      await next();
    } finally {
      const others = (uploads.get(customerId) ?? 1) - 1;
      if (others > 0) uploads.set(customerId, others);
      else uploads.delete(customerId);
      await spool.remove();
    }
  };
}

/**
 * The chunks of a request's body. Throws BodyError once there are more than the limit, whatever
 * length was announced, when they take too long, and when the client goes away.
 */
export async function* readChunks(c: AppContext): AsyncGenerator<Uint8Array, void> {
  const { body } = c.req.raw;
  if (!body) return;
  const { whole, time } = c.get('bodyLimits');
  const reader = body.getReader();
  let isLate = false;
  const stop = () => {
    isLate = true;
    // Has the read that waits reject.
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
    // Not cancelled: that could close the connection before the answer is sent.
    reader.releaseLock();
  }
}
