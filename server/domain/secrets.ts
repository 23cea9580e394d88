import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from 'node:crypto';

/** The secrets of the program: the one in use, and during a rotation the former one, whose traces still count. */
export type Secrets = readonly [current: string, ...former: string[]];

/** The hash of a text with each secret, that of the current one first. */
export type Hashes = readonly [current: string, ...former: string[]];

/** Creates an opaque session token of 32 random bytes; only its hash is stored. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

export function isToken(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}

/** Hashes a token with SHA-256, to hexadecimal. A token has enough entropy to need no key. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** How many digits a one-time code has. */
export type CodeLength = 6 | 8;

/** Creates a code of decimal digits, uniformly distributed. */
export function createCode(length: CodeLength): string {
  return String(randomInt(10 ** length)).padStart(length, '0');
}

/**
 * Hashes a text of little entropy (a code, a number) with each key, bound to its purpose, to hexadecimal. The first hash
 * is the one to store.
 */
export function hashWithSecrets([current, ...former]: Secrets, purpose: string, text: string): Hashes {
  const hash = (secret: string) => createHmac('sha256', secret).update(`${purpose}\0${text}`).digest('hex');
  return [hash(current), ...former.map(hash)];
}

/** Compares two hashes of the same kind in constant time. */
export function isSameHash(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)];
  // timingSafeEqual throws for different lengths in bytes, which texts of equal length can have.
  return first.length === second.length && timingSafeEqual(first, second);
}

const algorithm = 'aes-256-gcm';
/** Bytes before the text: the nonce and the authentication tag. */
const nonceLength = 12;
const tagLength = 16;

/** Encrypts and authenticates a text that a browser keeps with the current secret, to base64url. */
export function seal([secret]: Secrets, purpose: string, text: string): string {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, deriveKey(secret, purpose), nonce);
  const sealed = [cipher.update(text, 'utf8'), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]).toString('base64url');
}

/** Opens a text that was sealed with one of these secrets for this purpose; null for any other text. */
export function unseal(secrets: Secrets, purpose: string, sealed: string): string | null {
  for (const secret of secrets) {
    const text = unsealWith(secret, purpose, sealed);
    if (text !== null) return text;
  }
  return null;
}

function unsealWith(secret: string, purpose: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  const nonce = bytes.subarray(0, nonceLength);
  const tag = bytes.subarray(nonceLength, nonceLength + tagLength);
  if (tag.length < tagLength) return null;
  const decipher = createDecipheriv(algorithm, deriveKey(secret, purpose), nonce);
  decipher.setAuthTag(tag);
  try {
    const text = decipher.update(bytes.subarray(nonceLength + tagLength));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function deriveKey(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32));
}
