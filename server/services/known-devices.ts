import { createToken, hashWithSecrets, type Secrets, seal, unseal } from '../domain/secrets.ts';

/** Milliseconds after its last sign-in with a number that a device is known to it. */
const lifetime = 180 * 86_400_000;
/** A family may share a device. */
const mostNumbers = 5;

/** `Max-Age` of the device cookie in seconds. */
export const deviceCookieAge = lifetime / 1000;

interface Device {
  id: string;
  /** Hashes of the numbers that signed in here, the last one first, and when they did. */
  numbers: [mobileHash: string, signedInAt: number][];
}

/**
 * Devices that customers have signed in on, as device cookies of OWASP
 * (https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies). A known device
 * has an allowance of its own, so that a stranger who uses up the allowance of a number does not lock its
 * owner out. The cookie alone opens nothing.
 */
export interface KnownDevices {
  /** Returns the id of the device if this number (E.164) has signed in on it, else null. */
  find(sealed: string | null, mobile: string): string | null;
  /** Returns the cookie of a device on which this number has just signed in. */
  remember(sealed: string | null, mobile: string): string;
}

const purpose = 'device';

export function createKnownDevices(secrets: Secrets, now: () => number = Date.now): KnownDevices {
  const hash = (mobile: string) => hashWithSecrets(secrets, 'device number', mobile);
  // It is sealed: nobody can forge one, or find out which numbers share a device.
  const open = (sealed: string | null): Device | null => {
    const text = unseal(secrets, purpose, sealed ?? '');
    return text === null ? null : (JSON.parse(text) as Device);
  };
  return {
    find(sealed, mobile) {
      const device = open(sealed);
      const hashes = hash(mobile);
      const isKnown = device?.numbers.some(
        ([known, signedInAt]) => hashes.includes(known) && now() < signedInAt + lifetime,
      );
      return device && isKnown ? device.id : null;
    },
    remember(sealed, mobile) {
      const { id, numbers }: Device = open(sealed) ?? { id: createToken(), numbers: [] };
      const hashes = hash(mobile);
      const others = numbers.filter(([known]) => !hashes.includes(known)).slice(0, mostNumbers - 1);
      return seal(secrets, purpose, JSON.stringify({ id, numbers: [[hashes[0], now()], ...others] }));
    },
  };
}
