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

/** An opaque session token, 32 random bytes; only its hash is ever stored. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

export function isToken(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}

/** SHA-256, since a token has entropy enough; hex. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Six decimal digits, each equally likely. */
export function createCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** A keyed hash of something with little entropy (a code, a number), bound to what it is for; hex. */
export function hashWithSecret(secret: string, purpose: string, text: string): string {
  return createHmac('sha256', secret).update(`${purpose}\0${text}`).digest('hex');
}

/** Compares two hashes of the same kind in constant time. */
export function isSameHash(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)];
  // In bytes: a text of as many characters that are not ASCII would make timingSafeEqual throw.
  return first.length === second.length && timingSafeEqual(first, second);
}

const cipher = 'aes-256-gcm';
/** The bytes before the text: a nonce, and what proves that nobody has changed it. */
const nonceLength = 12;
const proofLength = 16;

/** A text that others may keep for us, and can neither read nor change; base64url. */
export function seal(secret: string, purpose: string, text: string): string {
  const nonce = randomBytes(nonceLength);
  const sealing = createCipheriv(cipher, deriveKey(secret, purpose), nonce);
  const sealed = [sealing.update(text, 'utf8'), sealing.final()];
  return Buffer.concat([nonce, sealing.getAuthTag(), ...sealed]).toString('base64url');
}

/** The text that was sealed with this secret for this purpose; null for anything else. */
export function unseal(secret: string, purpose: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  const nonce = bytes.subarray(0, nonceLength);
  const proof = bytes.subarray(nonceLength, nonceLength + proofLength);
  if (proof.length < proofLength) return null;
  const opening = createDecipheriv(cipher, deriveKey(secret, purpose), nonce);
  opening.setAuthTag(proof);
  try {
    const text = opening.update(bytes.subarray(nonceLength + proofLength));
    return Buffer.concat([text, opening.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function deriveKey(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32));
}
