import type { Language } from '../../shared/languages.ts';
import { createCode, hashWithSecret, isSameHash } from '../domain/secrets.ts';
import type { Sender } from '../senders/sender.ts';
import type { Limiter, Store } from '../store/store.ts';
import type { Texts } from './texts.ts';

/** Seconds. */
export const codeLifetime = 300;
/** Seconds before the page offers to send another code. */
export const resendAfter = 30;
const triesPerCode = 5;

/** Something was done too often; seconds until it may be done again. */
export interface TooOften {
  retryAfter: number;
}

export interface SignIn {
  /**
   * Sends a code to a number (E.164). Does the same for a number that nobody has, but for the
   * sending, which nobody waits for: neither the answer nor its time tells who is a customer.
   */
  requestCode(mobile: string, address: string, language: Language): Promise<TooOften | null>;
  /** The id of the customer who signs in; null for a wrong, used or expired code. */
  verifyCode(mobile: string, code: string, address: string): Promise<string | TooOften | null>;
  removeExpired(): Promise<void>;
  /** Resolves when no message is under way any more. */
  settle(): Promise<void>;
}

interface Dependencies {
  store: Store;
  sender: Sender;
  secret: string;
  texts: Record<Language, Texts>;
  /** Hears of messages that could not be sent. */
  onSendError(error: unknown): void;
  now?: () => number;
}

const minutes = 60;

/**
 * A number may ask for ten codes an hour and has ten wrong tries in a quarter of one. An address is
 * given far more, since a whole mobile network may share one; a sign-in that succeeds is not counted.
 */
export function createSignIn({
  store,
  sender,
  secret,
  texts,
  onSendError,
  now = Date.now,
}: Dependencies): SignIn {
  const limit = (name: string, points: number, duration: number) =>
    store.createLimiter({ name, points, duration });
  const requestsOfNumber = limit('login-number', 10, 60 * minutes);
  const requestsOfAddress = limit('login-address', 100, 10 * minutes);
  const triesOfNumber = limit('verify-number', 10, 15 * minutes);
  const triesOfAddress = limit('verify-address', 100, 15 * minutes);

  const hashMobile = (mobile: string) => hashWithSecret(secret, 'mobile', mobile);
  const hashAddress = (address: string) => hashWithSecret(secret, 'address', address);
  const hashCode = (mobile: string, code: string) => hashWithSecret(secret, `code ${mobile}`, code);
  const underWay = new Set<Promise<void>>();

  const send = (mobile: string, code: string, language: Language) => {
    const text = texts[language].app('sms.code', { code, minutes: codeLifetime / 60 });
    const sending = sender
      .send({ to: mobile, text, code, language })
      .catch(onSendError)
      .finally(() => underWay.delete(sending));
    underWay.add(sending);
  };

  return {
    async requestCode(mobile, address, language) {
      const mobileHash = hashMobile(mobile);
      const wait = await takeBoth([requestsOfNumber, mobileHash], [requestsOfAddress, hashAddress(address)]);
      if (wait !== null) return { retryAfter: wait };
      const code = createCode();
      await store.codes.put(mobileHash, hashCode(mobile, code), now() + codeLifetime * 1000);
      const customer = await store.customers.findByMobile(mobile);
      if (customer) send(mobile, code, language);
      return null;
    },

    async verifyCode(mobile, code, address) {
      const mobileHash = hashMobile(mobile);
      const addressHash = hashAddress(address);
      // Counted before the code is compared, and given back when it is right: guesses that arrive at
      // once would all pass a check that only reads the count.
      const addressWait = await triesOfAddress.take(addressHash);
      if (addressWait !== null) return { retryAfter: addressWait };
      const numberWait = await triesOfNumber.take(mobileHash);
      if (numberWait !== null) {
        await triesOfAddress.giveBack(addressHash);
        return { retryAfter: numberWait };
      }

      const codeHash = hashCode(mobile, code);
      const expected = await store.codes.takeTry(mobileHash, triesPerCode, now());
      const isRight = expected !== null && isSameHash(codeHash, expected);
      // Removing it decides between two that come with the right code at once.
      const isFirst = isRight && (await store.codes.use(mobileHash, codeHash));
      const customer = isFirst ? await store.customers.findByMobile(mobile) : null;
      if (!customer) return null;
      await requestsOfNumber.forget(mobileHash);
      await requestsOfAddress.giveBack(addressHash);
      await triesOfNumber.forget(mobileHash);
      await triesOfAddress.giveBack(addressHash);
      return customer.customer_id;
    },

    removeExpired: () => store.codes.removeExpired(now()),
    async settle() {
      await Promise.all(underWay);
    },
  };
}

type Count = [limiter: Limiter, key: string];

/** Counts for both, and gives the longer wait. */
async function takeBoth([first, firstKey]: Count, [second, secondKey]: Count): Promise<number | null> {
  const waits = [await first.take(firstKey), await second.take(secondKey)];
  const longest = Math.max(...waits.map((wait) => wait ?? 0));
  return longest > 0 ? longest : null;
}
