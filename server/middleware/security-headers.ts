import type { MiddlewareHandler } from 'hono';
import { pagePaths, trimSlashes } from '../../shared/page.ts';
import type { AppEnv } from '../app-env.ts';

/** Only the server's own files run or load, and no page may frame another one. */
const policy: Record<string, string> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  // `blob:` is a picture that was just chosen: a page reads it to shrink it before it is sent.
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
};

/** In development Vite inlines scripts and styles and reloads over a web socket. */
const developmentPolicy: Record<string, string> = {
  ...policy,
  'script-src': "'self' 'unsafe-inline'",
  'style-src': "'self' 'unsafe-inline'",
  'connect-src': "'self' ws:",
};

interface HeaderOptions {
  isDevelopment: boolean;
  /** Whether browsers use https for all subdomains of the host too, which may belong to somebody else. */
  hstsSubdomains: boolean;
  /** Allow the inline styles of the pages: the stylesheet, and the colours of the brand. */
  styleSources: readonly string[];
}

/** Pages that frame others or are framed, with the directives in which they differ from all other pages. */
const framing: Record<string, { directives: Record<string, string>; frameOptions: string }> = {
  [pagePaths.playground]: { directives: { 'frame-src': "'self'" }, frameOptions: 'DENY' },
  // Against clickjacking, only this origin may frame it. The page shows nobody's data, and changes nothing.
  [pagePaths.preview]: { directives: { 'frame-ancestors': "'self'" }, frameOptions: 'SAMEORIGIN' },
};

/** Hashes allow the inline styles of the program, and no other one that somebody injects. */
function getPolicy(styleSources: readonly string[]): Record<string, string> {
  return { ...policy, 'style-src': ["'self'", ...styleSources].join(' ') };
}

/**
 * Sets the security headers of every answer. They are set before the answer is made: changing a finished
 * answer disables the fast path of @hono/node-server, which costs a third of the throughput.
 */
export function securityHeaders({
  isDevelopment,
  hstsSubdomains,
  styleSources,
}: HeaderOptions): MiddlewareHandler<AppEnv> {
  const ownPolicy = isDevelopment ? developmentPolicy : getPolicy(styleSources);
  const headers: [string, string][] = [
    ['content-security-policy', toHeader(ownPolicy)],
    ['x-frame-options', 'DENY'],
    ['x-content-type-options', 'nosniff'],
    // With `no-referrer` browsers would send `Origin: null` with the page's own forms.
    ['referrer-policy', 'same-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()'],
    // Answers are personal unless a route says otherwise.
    ['cache-control', 'no-store'],
  ];
  const framingHeaders = new Map(
    Object.entries(framing).map(([path, { directives, frameOptions }]) => [
      path,
      [
        ['content-security-policy', toHeader({ ...ownPolicy, ...directives })],
        ['x-frame-options', frameOptions],
      ] as const,
    ]),
  );
  const hsts = `max-age=31536000${hstsSubdomains ? '; includeSubDomains' : ''}`;
  return async (c, next) => {
    for (const [name, value] of headers) c.header(name, value);
    for (const [name, value] of framingHeaders.get(trimSlashes(c.req.path)) ?? []) c.header(name, value);
    if (c.get('isSecure')) c.header('strict-transport-security', hsts);
    await next();
  };
}

function toHeader(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map((directive) => directive.join(' '))
    .join('; ');
}
