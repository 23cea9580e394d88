import { randomInt } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Language } from '../../shared/languages.ts';
import type { Limit } from '../domain/quota.ts';
import type { Sender } from '../senders/sender.ts';
import type { Store } from '../store/store.ts';
import { codeLifetime } from './pending-sign-ins.ts';
import type { GetTexts } from './texts.ts';

export interface CodeToSend {
  /** E.164. */
  mobile: string;
  code: string;
  language: Language;
  /** The host name of the page that the code is for; null where it is not known. */
  host: string | null;
}

/** Messages with one-time codes. */
export interface CodeMessages {
  /** Sends a code if the number belongs to a customer. Resolves before, unless `isImmediate`. Never rejects. */
  send(code: CodeToSend): Promise<void>;
  /** Sends what waits at once, and resolves when no message is being sent any more. */
  settle(): Promise<void>;
}

interface CodeMessagesOptions {
  store: Pick<Store, 'customers' | 'createLimiter'>;
  sender: Sender;
  getTexts: GetTexts;
  /** Demo mode: the page shows the code at once, and there is nothing to hide. */
  isImmediate: boolean;
  /** Receives the errors of messages that could not be sent. */
  onSendError(error: unknown): void;
  /** Is called once in an hour in which more messages are sent than `messageLimit` allows. */
  onOverBudget(): void;
}

/**
 * Milliseconds after which sending begins, chosen at random. On a busy machine the answer itself takes up
 * to 50 ms to leave.
 */
const [shortestDelay, longestDelay] = [100, 400];

/**
 * Messages above which the operator is warned, because somebody may have them sent at the operator's expense. A site with
 * 100,000 customers who sign in once a week sends about 600 in an hour.
 */
export const messageLimit: Limit = { name: 'messages', points: 1000, duration: 3600 };

export function createCodeMessages(options: CodeMessagesOptions): CodeMessages {
  const { store, sender, getTexts, isImmediate, onSendError, onOverBudget } = options;
  const sentMessages = store.createLimiter(messageLimit);
  const sendings = new Set<Promise<void>>();
  let hurry = createHurry();

  const sendNow = async ({ mobile, code, language, host }: CodeToSend) => {
    if (!(await store.customers.findByMobile(mobile))) return;
    const { app, brandName } = getTexts(language);
    const text = sign(app('sms.code', { code, minutes: codeLifetime / 60 }), brandName);
    if ((await sentMessages.add(['all'])) === messageLimit.points + 1) onOverBudget();
    await sender.send({ to: mobile, text: bindToHost(text, code, host), code, language });
  };

  return {
    async send(code) {
      // Against enumeration: whether the number belongs to a customer is looked up after the answer, so
      // that neither the answer nor its time tells.
      const delay = isImmediate ? 0 : randomInt(shortestDelay, longestDelay);
      const sending = wait(delay, undefined, { signal: hurry.signal })
        .catch(() => {})
        .then(() => sendNow(code))
        .catch(onSendError)
        .finally(() => sendings.delete(sending));
      sendings.add(sending);
      if (isImmediate) await sending;
    },
    async settle() {
      hurry.abort();
      hurry = createHurry();
      await Promise.all(sendings);
    },
  };
}

/** Aborted, it ends the waits of all messages. */
function createHurry(): AbortController {
  const hurry = new AbortController();
  // Node would warn of a leak when more than ten messages wait.
  setMaxListeners(0, hurry.signal);
  return hurry;
}

/** Adds a line with the name of the company, unless the operator's own text names it already. */
function sign(text: string, brandName: string | null): string {
  return brandName === null || text.includes(brandName) ? text : `${text}\n${brandName}`;
}

/**
 * Adds the line by which phones fill the code in on pages of this host alone
 * (https://wicg.github.io/sms-one-time-codes/), which also protects from phishing.
 */
function bindToHost(text: string, code: string, host: string | null): string {
  return host === null ? text : `${text}\n\n@${host} #${code}`;
}
