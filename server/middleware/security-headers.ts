import type { MiddlewareHandler } from 'hono';
import { pagePaths, trimSlashes } from '../../shared/page.ts';
import type { AppEnv } from '../http/app-env.ts';
import { cspReportsPath } from '../services/csp-reports.ts';

const reportGroup = 'csp';

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
  'report-uri': cspReportsPath,
};

/** Against XSS: no script turns a text into HTML, code or the address of a script, not even through a policy. */
const trustedTypes: Record<string, string> = {
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
};

/** In development Vite inlines scripts and styles, writes HTML and reloads over a web socket. */
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

interface Framing {
  /** The directives in which a page differs from all other pages. */
  directives: Record<string, string>;
  frameOptions: 'DENY' | 'SAMEORIGIN';
}

/** The headers of a page over https, and over http. */
interface PageHeaders {
  secure: readonly [string, string][];
  plain: readonly [string, string][];
}

/** Pages that frame others or are framed. */
const framing: Record<string, Framing> = {
  [pagePaths.playground]: { directives: { 'frame-src': "'self'" }, frameOptions: 'DENY' },
  // Against clickjacking, only this origin may frame it. The page shows nobody's data, and changes nothing.
  [pagePaths.preview]: { directives: { 'frame-ancestors': "'self'" }, frameOptions: 'SAMEORIGIN' },
};

/** Hashes allow the inline styles of the program, and no other one that somebody injects. */
function getPolicy(styleSources: readonly string[]): Record<string, string> {
  return { ...policy, ...trustedTypes, 'style-src': ["'self'", ...styleSources].join(' ') };
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
    ['x-content-type-options', 'nosniff'],
    // With `no-referrer` browsers would send `Origin: null` with the page's own forms.
    ['referrer-policy', 'same-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()'],
    // Answers are personal unless a route says otherwise.
    ['cache-control', 'no-store'],
  ];
  const hsts = `max-age=31536000${hstsSubdomains ? '; includeSubDomains' : ''}`;
  const create = ({ directives, frameOptions }: Framing): PageHeaders => {
    const csp = Object.entries({ ...ownPolicy, ...directives })
      .map((directive) => directive.join(' '))
      .join('; ');
    const all: [string, string][] = [...headers, ['x-frame-options', frameOptions]];
    return {
      secure: [
        ...all,
        // Browsers that know `report-to` ignore `report-uri`, but they send those reports over https alone.
        ['content-security-policy', `${csp}; report-to ${reportGroup}`],
        ['reporting-endpoints', `${reportGroup}="${cspReportsPath}"`],
        ['strict-transport-security', hsts],
      ],
      plain: [...all, ['content-security-policy', csp]],
    };
  };
  const most = create({ directives: {}, frameOptions: 'DENY' });
  const others = new Map(Object.entries(framing).map(([path, own]) => [path, create(own)]));
  return async (c, next) => {
    const { secure, plain } = others.get(trimSlashes(c.req.path)) ?? most;
    for (const [name, value] of c.get('isSecure') ? secure : plain) c.header(name, value);
    await next();
  };
}
