import { isLoopback } from '../domain/loopback.ts';
import { EnvError } from '../env-error.ts';

/** The settings of an OpenID provider at which customers sign in. */
export interface OidcEnv {
  issuer: string;
  clientId: string;
  /** Null for a public client. */
  clientSecret: string | null;
  /** The claim that finds the customer: `phone_number` by the mobile number, any other by the id. */
  customerClaim: string;
  /** What the program asks for, separated by spaces. */
  scope: string;
}

/** Reads the settings of the OpenID provider; null without `OIDC_ISSUER`. Throws EnvError. */
export function readOidcEnv(read: (name: string) => string | null): OidcEnv | null {
  const issuer = read('OIDC_ISSUER');
  if (issuer === null) return null;
  const clientId = read('OIDC_CLIENT_ID');
  if (clientId === null) throw new EnvError('OIDC_CLIENT_ID is required with OIDC_ISSUER.');
  if (read('BACKEND_LOGIN_URL') !== null) {
    throw new EnvError('BACKEND_LOGIN_URL and OIDC_ISSUER exclude each other: both are the way to sign in.');
  }
  return {
    issuer: readIssuer(issuer),
    clientId,
    clientSecret: read('OIDC_CLIENT_SECRET'),
    customerClaim: readCustomerClaim(read('OIDC_CUSTOMER_CLAIM') ?? 'sub'),
    scope: readScope(read('OIDC_SCOPE') ?? 'openid'),
  };
}

function readIssuer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  // Plain http would let an eavesdropper sign in as anybody. Loopback traffic stays on this machine.
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!url || !isSafe || url.username || url.password || url.search || url.hash) {
    throw new EnvError('OIDC_ISSUER must be an https URL without a user name, password, query and fragment.');
  }
  return text;
}

function readCustomerClaim(text: string): string {
  if (/^[\w:./-]{1,200}$/.test(text)) return text;
  throw new EnvError('OIDC_CUSTOMER_CLAIM must be the name of one claim, such as sub.');
}

function readScope(text: string): string {
  const scopes = text.split(/\s+/);
  if (scopes.includes('openid') && scopes.every((scope) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope))) {
    return scopes.join(' ');
  }
  throw new EnvError('OIDC_SCOPE must be scopes separated by spaces, and openid one of them.');
}
