import { demoId, demoMobile, isDemo } from './demo-mode.ts';
import type { Demo } from './dependencies.ts';
import { describeError } from './describe-error.ts';
import type { Env } from './env.ts';
import type { ProgramContext } from './program-context.ts';
import { createDemoSender } from './senders/demo-sender.ts';
import { SendError, type Sender } from './senders/sender.ts';
import { createWebhookSender } from './senders/webhook-sender.ts';
import type { Audit } from './services/audit.ts';
import { createCodeMessages, messageLimit } from './services/code-messages.ts';
import { createKnownDevices } from './services/known-devices.ts';
import { createOneTimeCodes, wrongCodeLimit } from './services/one-time-codes.ts';
import type { PendingSignIns } from './services/pending-sign-ins.ts';
import type { Sessions } from './services/sessions.ts';
import { createSignIn, type SignIn } from './services/sign-in.ts';
import { createSignInLimits } from './services/sign-in-limits.ts';
import type { GetTexts } from './services/texts.ts';
import type { CustomerStore, Store } from './store/store.ts';
import { measureSender } from './telemetry/measure-program.ts';

interface CodeSignInServices {
  store: Store;
  sessions: Sessions;
  pendingSignIns: PendingSignIns;
  audit: Audit;
  takesRefusal(address: string): Promise<boolean>;
  getTexts: GetTexts;
}

/** Creates the sign-in by our own one-time codes. In demo mode they are shown instead of sent. */
export function createCodeSignIn(
  env: Env,
  { logger, print, stopping, telemetry, now }: ProgramContext,
  { store, sessions, pendingSignIns, audit, takesRefusal, getTexts }: CodeSignInServices,
): { signIn: SignIn; demo: Demo | null } {
  const demoSender = isDemo(env) ? createDemoSender(demoMobile, print) : null;
  const webhook = { url: env.smsWebhookUrl ?? '', secret: env.smsWebhookSecret, stopping };
  const messages = createCodeMessages({
    store,
    sender: demoSender
      ? withoutForeignCodes(demoSender, store.customers)
      : measureSender(createWebhookSender(webhook), telemetry),
    getTexts,
    isImmediate: demoSender !== null,
    onSendError: (error) =>
      logger.error({ ...describeError(error), ...describeSending(error) }, 'A code could not be sent'),
    onOverBudget: () =>
      logger.warn({ budget: messageLimit.points }, 'Unusually many codes were sent within an hour'),
  });
  const codes = createOneTimeCodes({
    store,
    limits: createSignInLimits({ store, secrets: env.sessionSecrets }),
    messages,
    secrets: env.sessionSecrets,
    onOverBudget: () =>
      logger.warn(
        { budget: wrongCodeLimit.points },
        'Unusually many codes were wrong within an hour: new codes have eight digits',
      ),
    now,
  });
  const knownDevices = createKnownDevices(env.sessionSecrets, now);
  const { defaultCountry } = env;
  const services = { codes, sessions, pendingSignIns, knownDevices, audit, takesRefusal };
  return {
    signIn: createSignIn({ ...services, defaultCountry }),
    demo: demoSender && { sender: demoSender, mobile: demoMobile },
  };
}

/**
 * Sends no code when the demo number belongs to another customer: an import may have given it away
 * while the program runs.
 */
function withoutForeignCodes(sender: Sender, customers: CustomerStore): Sender {
  return {
    async send(message) {
      const customer = await customers.findByMobile(message.to);
      const isForeign = message.to === demoMobile && customer?.customer_id !== demoId;
      if (!isForeign) await sender.send(message);
    },
  };
}

/** Describes why a message was not sent, without anything of the message itself. */
function describeSending(error: unknown): object {
  return error instanceof SendError ? { gatewayStatus: error.status, tries: error.tries } : {};
}
