import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

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
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
