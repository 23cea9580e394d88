import { getNetworks } from '../domain/network.ts';
import type { Limit, Quota } from '../domain/quota.ts';
import { type Hashes, hashWithSecrets, type Secrets } from '../domain/secrets.ts';
import { announceQuotas } from '../request-context.ts';
import type { Limiter, Store } from '../store/store.ts';

/** The client that requests a code or tries one. */
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
  secrets: Secrets;
}

/**
 * Seconds before the same client may request another code for a number: a message needs about that long to arrive, and
 * each one costs the operator money.
 */
export const resendAfter = 30;

const minutes = 60;
const day = 24 * 60 * minutes;

/** Wrong codes of a client. */
const mostTries = 10;
const limitOfTries: Limit = { name: 'verify', points: mostTries, duration: 10 * minutes };

/**
 * Creates the limits of requests and of tries. What a stranger does never uses up the allowance of a
 * device that the number has signed in on, nor the tries of a sign-in under way elsewhere. Networks have
 * high limits, because all customers of a mobile provider may share an address.
 */
export function createSignInLimits({ store, secrets }: SignInLimitsOptions): SignInLimits {
  const limit = (name: string, points: number, duration: number) =>
    store.createLimiter({ name, points, duration });
  const resends = limit('resend', 1, resendAfter);
  const requestsOfNumber = limit('login-number', 20, day);
  const requestsOfDevice = limit('login-device', 20, day);
  const requestsOfNetwork = limit('login-network', 100, 10 * minutes);
  const requestsOfSite = limit('login-site', 400, 10 * minutes);
  const tries = store.createLimiter(limitOfTries);
  const triesOfNetwork = limit('verify-network', 100, 10 * minutes);
  const triesOfSite = limit('verify-site', 400, 10 * minutes);

  // Counts are kept under hashes: the database holds no number and no address of a visitor.
  const toKeys = (...parts: string[]) => hashWithSecrets(secrets, 'limit', parts.join(' '));

  const getNetworkCounts = (address: string, network: Limiter, site: Limiter): Count[] => {
    const networks = getNetworks(address);
    return [
      { limiter: network, keys: toKeys('network', networks.own), isAnnounced: true },
      ...(networks.site === null ? [] : [{ limiter: site, keys: toKeys('site', networks.site) }]),
    ];
  };

  const getRequestCounts = ({ mobile, address, deviceId }: SignInAttempt) => {
    const client = toKeys(mobile, deviceId ?? address);
    const resend: Count = { limiter: resends, keys: client, isAnnounced: true };
    return deviceId === null
      ? {
          own: [resend, { limiter: requestsOfNumber, keys: toKeys(mobile) }],
          shared: getNetworkCounts(address, requestsOfNetwork, requestsOfSite),
        }
      : { own: [resend, { limiter: requestsOfDevice, keys: client, isAnnounced: true }], shared: [] };
  };

  const getTryKeys = ({ mobile, deviceId, requestId }: SignInAttempt) =>
    toKeys(mobile, deviceId ?? requestId ?? '');

  /** Strangers share the count of clients without an id. */
  const hasOwnTries = ({ deviceId, requestId }: SignInAttempt) => deviceId !== null || requestId !== null;

  const getTryCounts = (attempt: SignInAttempt): { own: Count[]; shared: Count[] } => ({
    own: [{ limiter: tries, keys: getTryKeys(attempt), isAnnounced: hasOwnTries(attempt) }],
    shared: attempt.deviceId === null ? getNetworkCounts(attempt.address, triesOfNetwork, triesOfSite) : [],
  });

  const findLock = async (attempt: SignInAttempt): Promise<number | null> => {
    if (!hasOwnTries(attempt)) return null;
    const { count, endsIn } = await tries.get(getTryKeys(attempt));
    return count >= mostTries ? endsIn : null;
  };

  return {
    findLock,
    async takeRequest(attempt) {
      // A client that may not try any code gets none.
      const lock = await findLock(attempt);
      if (lock !== null) {
        announceQuotas([{ ...limitOfTries, isExceeded: true, remaining: 0, endsIn: lock }]);
        return lock;
      }
      const { own, shared } = getRequestCounts(attempt);
      return takeAll([...own, ...shared]);
    },
    takeTry(attempt) {
      const { own, shared } = getTryCounts(attempt);
      return takeAll([...shared, ...own]);
    },
    async giveBack(attempt) {
      const [requests, tries] = [getRequestCounts(attempt), getTryCounts(attempt)];
      for (const { limiter, keys } of [...requests.own, ...tries.own]) await limiter.forget(keys);
      for (const { limiter, keys } of [...requests.shared, ...tries.shared]) await limiter.giveBack(keys);
    },
  };
}

interface Count {
  limiter: Limiter;
  keys: Hashes;
  /**
   * Whether the client learns what is left. It does not for counts that strangers share: they would tell how often
   * somebody else has asked for a code.
   */
  isAnnounced?: boolean;
}

/** Counts for each limit up to the first one that is exceeded, and takes back what it has counted then. */
async function takeAll(counts: Count[]): Promise<number | null> {
  const left: Quota[] = [];
  for (const [index, { limiter, keys, isAnnounced }] of counts.entries()) {
    const quota = await limiter.take(keys);
    if (quota.isExceeded) {
      for (const before of counts.slice(0, index)) await before.limiter.giveBack(before.keys);
      announceQuotas([quota]);
      return quota.endsIn;
    }
    if (isAnnounced) left.push(quota);
  }
  announceQuotas(left);
  return null;
}
