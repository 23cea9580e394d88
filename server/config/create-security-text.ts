import { ConfigError } from './config-error.ts';
import type { Config } from './read-config.ts';

/** The file by which people who have found a vulnerability learn whom to tell (RFC 9116). */
export interface SecurityText {
  text: string;
  /** Milliseconds since 1970. What is older must not be trusted, so it is not served any more. */
  expiresAt: number;
}

/** Creates the file; null where the configuration names no contact. Throws ConfigError. */
export function createSecurityText(
  { security }: Pick<Config, 'security'>,
  publicOrigin: string | null,
): SecurityText | null {
  if (!security) return null;
  const { contact, expires, policy, encryption, acknowledgments, languages } = security;
  const expiresAt = Date.parse(expires);
  // The schema checks the form alone: there is no 31 February.
  if (Number.isNaN(expiresAt) || !new Date(expiresAt).toISOString().startsWith(expires.slice(0, 10))) {
    throw new ConfigError('/security/expires', 'must be a date such as 2027-12-31');
  }
  const lines = [
    ...contact.map((address) => `Contact: ${address}`),
    `Expires: ${new Date(expiresAt).toISOString()}`,
    ...(policy === undefined ? [] : [`Policy: ${policy}`]),
    ...(encryption === undefined ? [] : [`Encryption: ${encryption}`]),
    ...(acknowledgments === undefined ? [] : [`Acknowledgments: ${acknowledgments}`]),
    ...(languages === undefined ? [] : [`Preferred-Languages: ${languages.join(', ')}`]),
    // Against a copy on another site, whose contact may be somebody else.
    ...(publicOrigin?.startsWith('https:') ? [`Canonical: ${publicOrigin}${securityTextPath}`] : []),
  ];
  return { text: `${lines.join('\n')}\n`, expiresAt };
}

export const securityTextPath = '/.well-known/security.txt';
