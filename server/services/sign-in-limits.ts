import { getNetworks } from '../domain/network.ts';
import { hashWithSecret } from '../domain/secrets.ts';
import type { Limiter, Store } from '../store/store.ts';

/** Who asks for a code, or tries one. */
export interface SignInAttempt {
  /** E.164. */
  mobile: string;
  address: string;
  /** The id of a device on which this number has signed in before; null for any other. */
  deviceId: string | null;
  /** The sign-in under way; null where the client does not name one. */
  requestId: string | null;
}

/** Each `take` counts, and returns null, or the seconds to wait when a limit is exceeded. */
export interface SignInLimits {
  takeRequest(attempt: SignInAttempt): Promise<number | null>;
  takeTry(attempt: SignInAttempt): Promise<number | null>;
  /** Returns the seconds until a client that may not try any code may do so again; null for any other. Counts nothing. */
  findLock(attempt: SignInAttempt): Promise<number | null>;
  /** Takes back what was counted for a sign-in that succeeded. */
  giveBack(attempt: SignInAttempt): Promise<void>;
}

interface SignInLimitsOptions {
  store: Pick<Store, 'createLimiter'>;
  secret: string;
  /** Seconds before the same client may request another code for a number. */
  resendAfter: number;
}

/** Wrong codes of a client. */
const mostTries = 10;

const minutes = 60;
const day = 24 * 60 * minutes;

/**
 * Creates the limits of requests and of tries. What a stranger does never uses up the allowance of a
 * device that the number has signed in on, nor the tries of a sign-in under way elsewhere. Networks have
 * high limits, because all customers of a mobile provider may share an address.
 */
export function createSignInLimits({ store, secret, resendAfter }: SignInLimitsOptions): SignInLimits {
  const limit = (name: string, points: number, duration: number) =>
    store.createLimiter({ name, points, duration });
  const resends = resendAfter > 0 ? limit('resend', 1, resendAfter) : null;
  const requestsOfNumber = limit('login-number', 20, day);
  const requestsOfDevice = limit('login-device', 20, day);
  const requestsOfNetwork = limit('login-network', 100, 10 * minutes);
  const requestsOfSite = limit('login-site', 400, 10 * minutes);
  const tries = limit('verify', mostTries, 10 * minutes);
  const triesOfNetwork = limit('verify-network', 100, 10 * minutes);
  const triesOfSite = limit('verify-site', 400, 10 * minutes);

  // Counts are kept under hashes: the database holds no number and no address of a visitor.
  const toKey = (...parts: string[]) => hashWithSecret(secret, 'limit', parts.join(' '));

  const getNetworkCounts = (address: string, network: Limiter, site: Limiter): Count[] => {
    const networks = getNetworks(address);
    return [
      [network, toKey('network', networks.own)],
      ...(networks.site === null ? [] : [[site, toKey('site', networks.site)] satisfies Count]),
    ];
  };

  const getRequestCounts = ({ mobile, address, deviceId }: SignInAttempt) => {
    const client = toKey(mobile, deviceId ?? address);
    const own: Count[] = resends ? [[resends, client]] : [];
    return deviceId === null
      ? {
          own: [...own, [requestsOfNumber, toKey(mobile)] satisfies Count],
          shared: getNetworkCounts(address, requestsOfNetwork, requestsOfSite),
        }
      : { own: [...own, [requestsOfDevice, client] satisfies Count], shared: [] };
  };

  const getTryKey = ({ mobile, deviceId, requestId }: SignInAttempt) =>
    toKey(mobile, deviceId ?? requestId ?? '');

  const getTryCounts = (attempt: SignInAttempt) => ({
    own: [[tries, getTryKey(attempt)] satisfies Count],
    shared: attempt.deviceId === null ? getNetworkCounts(attempt.address, triesOfNetwork, triesOfSite) : [],
  });

  const findLock = async (attempt: SignInAttempt): Promise<number | null> => {
    // Strangers share the count of clients without an id.
    if (attempt.deviceId === null && attempt.requestId === null) return null;
    const { count, endsIn } = await tries.get(getTryKey(attempt));
    return count >= mostTries ? endsIn : null;
  };

  return {
    findLock,
    async takeRequest(attempt) {
      // A client that may not try any code gets none.
      const lock = await findLock(attempt);
      if (lock !== null) return lock;
      const { own, shared } = getRequestCounts(attempt);
      return takeAll([...own, ...shared]);
    },
    takeTry(attempt) {
      const { own, shared } = getTryCounts(attempt);
      return takeAll([...shared, ...own]);
    },
    async giveBack(attempt) {
      const [requests, tries] = [getRequestCounts(attempt), getTryCounts(attempt)];
      for (const [limiter, key] of [...requests.own, ...tries.own]) await limiter.forget(key);
      for (const [limiter, key] of [...requests.shared, ...tries.shared]) await limiter.giveBack(key);
    },
  };
}

type Count = [limiter: Limiter, key: string];

/** Counts for each limit up to the first one that is exceeded, and takes back what it has counted then. */
async function takeAll(counts: Count[]): Promise<number | null> {
  for (const [index, [limiter, key]] of counts.entries()) {
    const wait = await limiter.take(key);
    if (wait === null) continue;
    for (const [before, beforeKey] of counts.slice(0, index)) await before.giveBack(beforeKey);
    return wait;
  }
  return null;
}
