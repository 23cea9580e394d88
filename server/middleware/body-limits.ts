import type { MiddlewareHandler } from 'hono';
import type { Env } from '../env.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { isHandled } from '../http/is-handled.ts';
import { bodyTime } from '../http/request-body.ts';
import { createSpool } from '../http/spool.ts';
import type { Profile } from '../services/profiles.ts';

interface LimitBodiesOptions extends Pick<Env, 'bodyLimit' | 'fileLimit'> {
  /** Returns whether a request of this customer may hold files. */
  mayHoldFiles(c: AppContext, profile: Profile): boolean | Promise<boolean>;
  refuse(c: AppContext, status: 413 | 429): Response | Promise<Response>;
  /** Milliseconds in which a body without files must arrive. */
  time?: number;
}

/** Uploads of one customer at once: each takes a file's space on the disk, and people send one after the other. */
const mostUploads = 2;
/** Seconds after which a refused upload may be tried again. */
const retryAfter = 5;

/**
 * Sets how much may be read of a request's body, and refuses a body that announces more. Only customers
 * may send files, so that strangers can't fill the disk, and only a few at once, so that one customer
 * can't either.
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
    const profile = c.get('profile');
    const isUpload = profile !== null && (await mayHoldFiles(c, profile));
    const whole = isUpload ? bodyLimit + fileLimit : bodyLimit;
    if (Number(c.req.header('content-length') ?? 0) > whole && isHandled(c)) return refuse(c, 413);
    if (!isUpload) {
      c.set('bodyLimits', { whole, text: bodyLimit, time, spool: null });
      return next();
    }
    const { customerId } = profile;
    const current = uploads.get(customerId) ?? 0;
    if (current >= mostUploads) {
      c.header('retry-after', String(retryAfter));
      c.header('ratelimit-policy', `"uploads";q=${mostUploads};qu="concurrent-requests"`);
      c.header('ratelimit', `"uploads";r=0;t=${retryAfter}`);
      return refuse(c, 429);
    }
    uploads.set(customerId, current + 1);
    const spool = createSpool();
    // Node's own limit bounds the time of uploads, see listen.ts.
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
