import type { Language } from '../../shared/languages.ts';
import type { Customer } from '../domain/customer.ts';
import type { Limit } from '../domain/quota.ts';
import {
  type CodeLength,
  createCode,
  createToken,
  hashWithSecrets,
  isSameHash,
  type Secrets,
} from '../domain/secrets.ts';
import type { Store } from '../store/store.ts';
import type { CodeMessages } from './code-messages.ts';
import { codeLifetime } from './pending-sign-ins.ts';
import type { SignInAttempt, SignInLimits } from './sign-in-limits.ts';

const triesPerCode = 5;

/** A limit was exceeded; `retryAfter` is in seconds. */
export interface TooOften {
  kind: 'tooOften';
  retryAfter: number;
}

/** A request for a code. `requestId` is that of the client's sign-in under way; null for a new one. */
export interface CodeToRequest extends SignInAttempt {
  language: Language;
  /** The host name of the page that the code is for; null where it is not known. */
  host: string | null;
}

/** A try. Only codes of `requestId` are valid; with null the last two codes of the number are. */
export interface CodeToVerify extends SignInAttempt {
  code: string;
}

export type SentCode = { kind: 'sent'; requestId: string; codeLength: CodeLength };

/** `triesLeft` is 0 when the code is used up or expired, or was never requested. */
export type VerifiedCode = { kind: 'right'; customer: Customer } | { kind: 'wrong'; triesLeft: number };

/** One-time codes for mobile numbers. */
export interface OneTimeCodes {
  /** Sends a code to a number. For a number that belongs to no customer everything but the sending happens. */
  request(request: CodeToRequest): Promise<SentCode | TooOften>;
  verify(attempt: CodeToVerify): Promise<VerifiedCode | TooOften>;
  /** Returns the seconds for which a client may neither try nor request a code; null when it may. */
  findLock(attempt: SignInAttempt): Promise<number | null>;
  removeExpired(): Promise<void>;
  /** Resolves when no message is being sent any more. */
  settle(): Promise<void>;
}

interface OneTimeCodesOptions {
  store: Pick<Store, 'codes' | 'customers' | 'createLimiter'>;
  limits: SignInLimits;
  messages: CodeMessages;
  secrets: Secrets;
  /** Is called once in an hour in which more codes are wrong than `wrongCodeLimit` allows. */
  onOverBudget(): void;
  now?: () => number;
}

/**
 * Wrong codes of all numbers, above which codes are longer. So many guesses find one of a million codes in 80 days, and
 * the typing errors of a site with some ten thousand sign-ins in an hour stay below.
 */
export const wrongCodeLimit: Limit = { name: 'wrong-codes', points: 500, duration: 3600 };

export function createOneTimeCodes(options: OneTimeCodesOptions): OneTimeCodes {
  const { store, limits, messages, secrets, onOverBudget, now = Date.now } = options;
  const wrongCodes = store.createLimiter(wrongCodeLimit);

  const hashMobile = (mobile: string) => hashWithSecrets(secrets, 'mobile', mobile);
  const hashCode = (mobile: string, code: string) => hashWithSecrets(secrets, `code ${mobile}`, code);
  /** A code is stored twice: a stranger who tries codes without a request's id uses up no tries of that request. */
  const getKeys = (mobile: string, requestId: string | null) =>
    requestId === null ? hashMobile(mobile) : hashWithSecrets(secrets, `request ${mobile}`, requestId);

  /** Against guesses that are spread over many numbers and networks, which no limit of either stops. */
  const getCodeLength = async (): Promise<CodeLength> =>
    (await wrongCodes.get(['all'])).count > wrongCodeLimit.points ? 8 : 6;

  /**
   * Counts a try on the codes that were stored with each secret. Returns the key of those that are right, else null, and
   * the tries that are left: null where no code is stored.
   */
  const tryCode = async ({ mobile, code, requestId }: CodeToVerify) => {
    const codeHashes = hashCode(mobile, code);
    const tried = getKeys(mobile, requestId).map(async (key, index) => {
      const found = await store.codes.takeTry(key, triesPerCode, now());
      const codeHash = codeHashes[index] ?? '';
      const isRight = (found?.codeHashes ?? []).filter((hash) => isSameHash(codeHash, hash)).length > 0;
      return { key, isRight, triesLeft: found && triesPerCode - found.tries };
    });
    const results = await Promise.all(tried);
    const left = results.flatMap(({ triesLeft }) => triesLeft ?? []);
    return {
      key: results.find(({ isRight }) => isRight)?.key ?? null,
      triesLeft: left.length > 0 ? Math.max(...left) : null,
    };
  };

  return {
    async request(request) {
      const { mobile, language, host } = request;
      const retryAfter = await limits.takeRequest(request);
      if (retryAfter !== null) return { kind: 'tooOften', retryAfter };
      const codeLength = await getCodeLength();
      const code = createCode(codeLength);
      const requestId = request.requestId ?? createToken();
      const stored = {
        mobileHash: hashMobile(mobile)[0],
        codeHash: hashCode(mobile, code)[0],
        expiresAt: now() + codeLifetime * 1000,
      };
      await store.codes.put(getKeys(mobile, requestId)[0], stored);
      await store.codes.put(getKeys(mobile, null)[0], stored);
      await messages.send({ mobile, code, language, host });
      return { kind: 'sent', requestId, codeLength };
    },

    async verify(attempt) {
      const { mobile } = attempt;
      // A try is counted before the code is compared, and given back when it is right: parallel guesses
      // would all pass a check that only reads the count.
      const retryAfter = await limits.takeTry(attempt);
      if (retryAfter !== null) return { kind: 'tooOften', retryAfter };
      const { key, triesLeft } = await tryCode(attempt);
      if (key === null) {
        const isCounted = triesLeft !== null;
        if (isCounted && (await wrongCodes.add(['all'])) === wrongCodeLimit.points + 1) onOverBudget();
        return { kind: 'wrong', triesLeft: triesLeft ?? 0 };
      }
      // Of two requests with the right code only the one that removes it signs in.
      const isFirst = await store.codes.use(key, hashMobile(mobile));
      const customer = isFirst ? await store.customers.findByMobile(mobile) : null;
      if (!customer) return { kind: 'wrong', triesLeft: 0 };
      await limits.giveBack(attempt);
      return { kind: 'right', customer };
    },

    findLock: (attempt) => limits.findLock(attempt),
    removeExpired: () => store.codes.removeExpired(now()),
    settle: () => messages.settle(),
  };
}
