import type { Language } from '../../shared/languages.ts';
import type { Customer } from '../domain/customer.ts';
import { type CodeLength, createCode, createToken, hashWithSecret, isSameHash } from '../domain/secrets.ts';
import type { Sender } from '../senders/sender.ts';
import type { Limiter, Store } from '../store/store.ts';
import { codeLifetime } from './pending-sign-ins.ts';
import type { Texts } from './texts.ts';

const triesPerCode = 5;

/** A limit was exceeded; `retryAfter` is in seconds. */
export interface TooOften {
  kind: 'tooOften';
  retryAfter: number;
}

export interface CodeToRequest {
  /** E.164. */
  mobile: string;
  address: string;
  language: Language;
  /** The sign-in that the client has started with this number; null for a new one. */
  requestId: string | null;
}

export interface CodeToVerify {
  /** E.164. */
  mobile: string;
  code: string;
  address: string;
  /** Only the codes of this sign-in are valid; null: the last two codes of the number are. */
  requestId: string | null;
}

export type SentCode = { kind: 'sent'; requestId: string; codeLength: CodeLength };

/** `triesLeft` is 0 when the code is used up or expired, or was never requested. */
export type VerifiedCode = { kind: 'right'; customer: Customer } | { kind: 'wrong'; triesLeft: number };

/** One-time codes for mobile numbers. */
export interface OneTimeCodes {
  /**
   * Sends a code to a number. For a number that belongs to no customer everything but the sending happens,
   * and the answer never waits for the sending: neither the answer nor its time reveals who is a customer.
   */
  request(request: CodeToRequest): Promise<SentCode | TooOften>;
  verify(attempt: CodeToVerify): Promise<VerifiedCode | TooOften>;
  removeExpired(): Promise<void>;
  /** Resolves when no message is being sent any more. */
  settle(): Promise<void>;
}

interface OneTimeCodesOptions {
  store: Pick<Store, 'codes' | 'customers' | 'createLimiter'>;
  sender: Sender;
  secret: string;
  texts: Record<Language, Texts>;
  /** Receives the errors of messages that could not be sent. */
  onSendError(error: unknown): void;
  now?: () => number;
}

const minutes = 60;

/**
 * Creates the one-time codes. A number may request ten codes an hour and has ten wrong tries in 15
 * minutes. The limits of an address are ten times as high, because a whole mobile network may share
 * one. A sign-in that succeeds is not counted.
 */
export function createOneTimeCodes({
  store,
  sender,
  secret,
  texts,
  onSendError,
  now = Date.now,
}: OneTimeCodesOptions): OneTimeCodes {
  const limit = (name: string, points: number, duration: number) =>
    store.createLimiter({ name, points, duration });
  const requestsOfNumber = limit('login-number', 10, 60 * minutes);
  const requestsOfAddress = limit('login-address', 100, 10 * minutes);
  const triesOfNumber = limit('verify-number', 10, 15 * minutes);
  const triesOfAddress = limit('verify-address', 100, 15 * minutes);

  const hashMobile = (mobile: string) => hashWithSecret(secret, 'mobile', mobile);
  const hashAddress = (address: string) => hashWithSecret(secret, 'address', address);
  const hashCode = (mobile: string, code: string) => hashWithSecret(secret, `code ${mobile}`, code);
  /** A code is stored twice: a stranger who tries codes without a request's id uses up no tries of that request. */
  const getKey = (mobile: string, requestId: string | null) =>
    requestId === null ? hashMobile(mobile) : hashWithSecret(secret, `request ${mobile}`, requestId);
  const sendings = new Set<Promise<void>>();

  const send = (mobile: string, code: string, language: Language) => {
    const text = texts[language].app('sms.code', { code, minutes: codeLifetime / 60 });
    const sending = sender
      .send({ to: mobile, text, code, language })
      .catch(onSendError)
      .finally(() => sendings.delete(sending));
    sendings.add(sending);
  };

  return {
    async request({ mobile, address, language, requestId = null }) {
      const mobileHash = hashMobile(mobile);
      const wait = await takeBoth([requestsOfNumber, mobileHash], [requestsOfAddress, hashAddress(address)]);
      if (wait !== null) return { kind: 'tooOften', retryAfter: wait };
      const codeLength = 6;
      const code = createCode(codeLength);
      const id = requestId ?? createToken();
      const stored = {
        mobileHash,
        codeHash: hashCode(mobile, code),
        expiresAt: now() + codeLifetime * 1000,
      };
      await store.codes.put(getKey(mobile, id), stored);
      await store.codes.put(getKey(mobile, null), stored);
      const customer = await store.customers.findByMobile(mobile);
      if (customer) send(mobile, code, language);
      return { kind: 'sent', requestId: id, codeLength };
    },

    async verify({ mobile, code, address, requestId }) {
      const mobileHash = hashMobile(mobile);
      const addressHash = hashAddress(address);
      // A try is counted before the code is compared, and given back when it is right: parallel guesses
      // would all pass a check that only reads the count.
      const addressWait = await triesOfAddress.take(addressHash);
      if (addressWait !== null) return { kind: 'tooOften', retryAfter: addressWait };
      const numberWait = await triesOfNumber.take(mobileHash);
      if (numberWait !== null) {
        await triesOfAddress.giveBack(addressHash);
        return { kind: 'tooOften', retryAfter: numberWait };
      }

      const key = getKey(mobile, requestId);
      const found = await store.codes.takeTry(key, triesPerCode, now());
      if (found === null) return { kind: 'wrong', triesLeft: 0 };
      const codeHash = hashCode(mobile, code);
      const isRight = found.codeHashes.filter((hash) => isSameHash(codeHash, hash)).length > 0;
      // Of two requests with the right code only the one that removes it signs in.
      const isFirst = isRight && (await store.codes.use(key, mobileHash));
      const customer = isFirst ? await store.customers.findByMobile(mobile) : null;
      if (!customer) return { kind: 'wrong', triesLeft: triesPerCode - found.tries };
      await requestsOfNumber.forget(mobileHash);
      await requestsOfAddress.giveBack(addressHash);
      await triesOfNumber.forget(mobileHash);
      await triesOfAddress.giveBack(addressHash);
      return { kind: 'right', customer };
    },

    removeExpired: () => store.codes.removeExpired(now()),
    async settle() {
      await Promise.all(sendings);
    },
  };
}

type Count = [limiter: Limiter, key: string];

/** Counts for both limits, and returns the longer wait in seconds; null when neither is exceeded. */
async function takeBoth([first, firstKey]: Count, [second, secondKey]: Count): Promise<number | null> {
  const waits = [await first.take(firstKey), await second.take(secondKey)];
  const longest = Math.max(...waits.map((wait) => wait ?? 0));
  return longest > 0 ? longest : null;
}
