import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../app-env.ts';

/** Nothing but our own files runs or loads, and nobody frames us. */
const policy: Record<string, string> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
};

/** In development Vite puts scripts and styles inline and reloads over a web socket. */
const developmentPolicy: Record<string, string> = {
  ...policy,
  'script-src': "'self' 'unsafe-inline'",
  'style-src': "'self' 'unsafe-inline'",
  'connect-src': "'self' ws:",
};

/**
 * Set before the answer is made, not on the answer: touching a finished answer costs
 * @hono/node-server its fast path, and a third of the requests a second.
 */
export function securityHeaders(isDevelopment: boolean): MiddlewareHandler<AppEnv> {
  const directives = Object.entries(isDevelopment ? developmentPolicy : policy);
  const headers: [string, string][] = [
    ['content-security-policy', directives.map((directive) => directive.join(' ')).join('; ')],
    ['x-content-type-options', 'nosniff'],
    // Not `no-referrer`: that would make browsers send `Origin: null` with our own forms.
    ['referrer-policy', 'same-origin'],
    ['x-frame-options', 'DENY'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()'],
    // Everything is personal but what says otherwise.
    ['cache-control', 'no-store'],
  ];
  return async (c, next) => {
    for (const [name, value] of headers) c.header(name, value);
    if (c.get('isSecure')) c.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    await next();
  };
}
