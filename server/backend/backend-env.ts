import { EnvError } from '../env-error.ts';

/** The settings of a backend that speaks the Customer API. */
export interface BackendEnv {
  /** Without a slash at its end. */
  url: string;
  /** The backend's own login page; null: our page calls its login endpoints. */
  loginUrl: string | null;
  logoutUrl: string;
  /** The names of the cookies that are the backend's; none where an OpenID provider alone signs in. */
  cookies: readonly string[];
  /** The cookies that a call repeats in a header, with the names of the headers. */
  csrf: Readonly<Record<string, string>>;
  /** The path of a module that reads the backend's forms; null for the dialects that are built in. */
  formAdapter: string | null;
}

/** The cookies of common frameworks that a request repeats in a header, against cross-site request forgery. */
const usualCsrf = {
  csrftoken: 'x-csrftoken',
  'XSRF-TOKEN': 'x-xsrf-token',
  csrf_token: 'x-csrf-token',
  _csrf: 'x-csrf-token',
};

/** Reads the settings of the backend; null without `BACKEND_URL`. Throws EnvError. */
export function readBackendEnv(read: (name: string) => string | null): BackendEnv | null {
  const given = read('BACKEND_URL');
  if (given === null) return null;
  const url = readUrl('BACKEND_URL', given).href.replace(/\/+$/, '');
  const loginUrl = read('BACKEND_LOGIN_URL');
  const logoutUrl = read('BACKEND_LOGOUT_URL');
  const names = read('OIDC_ISSUER') ? read('BACKEND_COOKIES') : require('BACKEND_COOKIES', read);
  const cookies = names === null ? [] : readNames('BACKEND_COOKIES', names);
  return {
    url,
    loginUrl: loginUrl && readUrl('BACKEND_LOGIN_URL', loginUrl).href,
    logoutUrl: logoutUrl ? readUrl('BACKEND_LOGOUT_URL', logoutUrl).href : `${url}/api/v3/customer/logout/`,
    cookies,
    csrf: readCsrf(read('BACKEND_CSRF'), cookies),
    formAdapter: read('BACKEND_FORM_ADAPTER'),
  };
}

function require(name: string, read: (name: string) => string | null): string {
  const text = read(name);
  if (text !== null) return text;
  throw new EnvError(`${name} is required with BACKEND_URL.`);
}

function readUrl(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new EnvError(`${name} must be an http or https URL.`);
  if (url.username || url.password || url.hash || (name === 'BACKEND_URL' && url.search)) {
    throw new EnvError(`${name} must contain no user name, password, fragment or (BACKEND_URL) query.`);
  }
  return url;
}

/** Cookies of this program, which would collide with the backend's. */
const ownCookies =
  /^(__Host-)?(session|sign-in|device|notice|submission|undo|language|language-before|language-choice|country|oidc|oidc-sign-out)$/;

function readNames(name: string, text: string): string[] {
  const names = text.split(',').map((item) => item.trim());
  for (const cookie of names) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(cookie))
      throw new EnvError(`${name} must be names separated by commas.`);
    if (ownCookies.test(cookie))
      throw new EnvError(`${name} must not name ${cookie}, which is a cookie of the page.`);
  }
  return names;
}

/** Reads pairs such as `csrf:X-CSRF,xsrf:X-XSRF`, in addition to the usual ones. Throws EnvError. */
export function readCsrf(text: string | null, cookies: readonly string[]): Record<string, string> {
  const pairs = text?.split(',').map((item) => item.split(':').map((name) => name.trim())) ?? [];
  for (const [cookie = '', header = '', ...others] of pairs) {
    // Only headers of their own kind, so that none replaces one that the page sets.
    if (!/^x-[\w-]+$/i.test(header) || others.length > 0) {
      throw new EnvError('BACKEND_CSRF must be pairs such as csrf:X-CSRF, separated by commas.');
    }
    if (!cookies.includes(cookie)) {
      throw new EnvError(`BACKEND_CSRF must name a cookie of BACKEND_COOKIES, not "${cookie}".`);
    }
  }
  return { ...usualCsrf, ...Object.fromEntries(pairs) };
}
