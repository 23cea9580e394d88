import type { MiddlewareHandler } from 'hono';
import { getMediaType } from '../domain/media-type.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { isHandled } from '../http/is-handled.ts';
import { getOriginProof } from '../http/origin-proof.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
/** The types that a page of another site can send without a preflight (Fetch, "CORS-safelisted request-header"). */
const typesOfForms = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);

/**
 * Prevents cross-site request forgery. An unsafe request from another origin is refused, whatever its
 * body. A request that reaches a handler must prove that it comes from this origin, unless its
 * `Content-Type` names exactly one media type that needs a preflight, such as JSON. A missing or
 * malformed header needs the proof too, because other software may read such a body as a form. A request
 * without a body needs none: API clients send one to sign out, and browsers name its origin.
 */
export function requireSameOrigin(
  publicOrigin: string | null,
  refuse: (c: AppContext) => Response | Promise<Response>,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (safeMethods.has(c.req.method)) return next();
    const proof = getOriginProof(c, publicOrigin);
    const type = getMediaType(c.req.header('content-type'));
    const needsProof = (type === '' || typesOfForms.has(type)) && !isEmpty(c);
    if (proof === 'foreign' || (proof === 'none' && needsProof && isHandled(c))) return refuse(c);
    return next();
  };
}

function isEmpty(c: AppContext): boolean {
  const names = ['content-type', 'transfer-encoding'];
  return (
    names.every((name) => c.req.header(name) === undefined) &&
    Number(c.req.header('content-length') ?? 0) === 0
  );
}
