import type { CookieJar } from '../services/profiles.ts';

interface CookieJarOptions {
  /** The names of the backend's cookies; all others stay here. */
  names: readonly string[];
  /** Whether the browser connected by https. */
  isSecure: boolean;
}

/** Browsers keep no longer cookie. Characters. */
const longestCookie = 4096;
/** Without spaces, line breaks and control characters, which could add a header or make a call fail. */
const cookieValue = /^[\x21-\x7e]*$/;

/** Creates the jar of a request from its `Cookie` header. */
export function createCookieJar(header: string, { names, isSecure }: CookieJarOptions): CookieJar {
  const isOurs = new Set(names);
  const values = new Map<string, string>();
  const changes = new Map<string, string>();
  let isCleared = false;
  for (const pair of header.split(';')) {
    const [name, value] = splitPair(pair);
    // Against leaks: the backend gets its own cookies, never our session. Of two with one name the last
    // one counts: browsers send the older one first, which may be the one that was replaced.
    if (isOurs.has(name) && cookieValue.test(value)) values.set(name, value);
  }
  return {
    get: (name) => values.get(name) ?? null,
    getHeader: () => [...values].map(([name, value]) => `${name}=${value}`).join('; '),
    receive(lines) {
      // Against a late answer of the backend, which would bring a session back that has just ended.
      if (isCleared) return;
      for (const line of lines) {
        const [name, value] = splitPair(line.split(';', 1)[0] ?? '');
        // A backend may set its own cookies only, not our session (session fixation).
        if (!isOurs.has(name) || line.length > longestCookie || !cookieValue.test(value)) continue;
        const attributes = readAttributes(line);
        if (isRemoval(attributes)) values.delete(name);
        else values.set(name, value);
        changes.set(name, [`${name}=${value}`, ...toOwnAttributes(attributes, isSecure)].join('; '));
      }
    },
    clear() {
      isCleared = true;
      for (const name of names) {
        values.delete(name);
        const prefixed = /^__(Host|Secure)-/.test(name);
        changes.set(name, `${name}=; Path=/; Max-Age=0${isSecure || prefixed ? '; Secure' : ''}`);
      }
    },
    getChanges: () => [...changes.values()],
  };
}

function splitPair(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair.trim(), ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}

/** Returns the attributes of a `Set-Cookie` line by their names in lower case. */
function readAttributes(line: string): Map<string, string> {
  const attributes = line.split(';').slice(1).map(splitPair);
  return new Map(attributes.map(([name, value]) => [name.toLowerCase(), value]));
}

function isRemoval(attributes: Map<string, string>): boolean {
  const maxAge = attributes.get('max-age');
  if (maxAge !== undefined) return Number(maxAge) <= 0;
  const expires = Date.parse(attributes.get('expires') ?? '');
  return expires <= Date.now();
}

/**
 * Returns the attributes that the browser gets. `Domain` is left out, so that the cookie is bound to our host, and the
 * path is ours. Only known attributes with simple values pass: a line of the backend can't add a header.
 */
function toOwnAttributes(attributes: Map<string, string>, isSecure: boolean): string[] {
  const maxAge = attributes.get('max-age');
  const expires = Date.parse(attributes.get('expires') ?? '');
  const [sameSite = 'Lax'] = /^(strict|lax|none)$/i.exec(attributes.get('samesite') ?? '') ?? [];
  return [
    'Path=/',
    ...(maxAge !== undefined && /^-?\d{1,10}$/.test(maxAge) ? [`Max-Age=${maxAge}`] : []),
    ...(Number.isNaN(expires) ? [] : [`Expires=${new Date(expires).toUTCString()}`]),
    ...(attributes.has('httponly') ? ['HttpOnly'] : []),
    `SameSite=${sameSite}`,
    ...(isSecure || attributes.has('secure') ? ['Secure'] : []),
  ];
}
