import type { Logger } from 'pino';
import { findSandboxPatterns, withPatternAnswers } from 'schema-form/server';
import type { Dependencies } from './app-env.ts';
import { demoId, demoMobile, prepareDemoDatabase } from './demo-mode.ts';
import type { Env } from './env.ts';
import { describeError } from './middleware/request-log.ts';
import type { PageRenderer } from './page-renderer.ts';
import { createSandbox, matchInSandbox, type SandboxProgram } from './sandbox/sandbox.ts';
import { createDemoSender } from './senders/demo-sender.ts';
import { SendError } from './senders/sender.ts';
import { createWebhookSender } from './senders/webhook-sender.ts';
import { createFiles } from './services/files.ts';
import { limitFiles, loadFormDefinition } from './services/form-definition.ts';
import { createPlayground } from './services/playground.ts';
import { createProfileForms } from './services/profile-forms.ts';
import { createSessions } from './services/sessions.ts';
import { createSignIn } from './services/sign-in.ts';
import { loadTexts } from './services/texts.ts';
import { createStore } from './store/create-store.ts';

interface Surroundings {
  logger: Logger;
  renderer: PageRenderer;
  sandboxProgram: SandboxProgram;
  /** Where demo mode prints its codes. */
  print(line: string): void;
  isDevelopment?: boolean;
  /** Aborted when the program stops: messages are not tried again. */
  stopping?: AbortSignal;
  /** Milliseconds since 1970; tests have a clock of their own. */
  now?: () => number;
}

/** Puts the program together. Throws when the form definition is wrong, the database is not there, or demo mode refuses it. */
export async function createDependencies(
  env: Env,
  {
    logger,
    renderer,
    sandboxProgram,
    print,
    isDevelopment = false,
    stopping = new AbortController().signal,
    now = Date.now,
  }: Surroundings,
): Promise<Dependencies> {
  const texts = loadTexts();
  const definition = limitFiles(loadFormDefinition(env.profileForm, texts), env.fileLimit);
  for (const found of findSandboxPatterns(definition.schema)) {
    logger.info(found, 'PROFILE_FORM has a pattern that RE2 lacks features for: the sandbox matches it');
  }
  const matchPatterns = matchInSandbox(
    createSandbox({ script: sandboxProgram.script, readable: sandboxProgram.readable }),
  );
  const profileForms = createProfileForms(definition, texts, now);
  const store = await createStore(env.databaseUrl, (error) =>
    logger.error(describeError(error), 'A database connection broke'),
  );
  const isDemo = env.smsWebhookUrl === null;
  if (isDemo) {
    await prepareDemoDatabase(store.customers).catch(async (error: unknown) => {
      await store.close();
      throw error;
    });
  }
  const sessions = createSessions(store.sessions, now);
  const demoSender = isDemo ? createDemoSender(demoMobile, print) : null;
  const signIn = createSignIn({
    store,
    sender: demoSender
      ? {
          // The number may have become another customer's, by an import while the program runs.
          send: async (message) => {
            const customer = await store.customers.findByMobile(message.to);
            const isTaken = message.to === demoMobile && customer?.customer_id !== demoId;
            if (!isTaken) await demoSender.send(message);
          },
        }
      : createWebhookSender({ url: env.smsWebhookUrl ?? '', secret: env.smsWebhookSecret, stopping }),
    secret: env.sessionSecret,
    texts,
    onSendError: (error) =>
      logger.error({ ...describeError(error), ...describeSending(error) }, 'A code could not be sent'),
    now,
  });
  const demo = demoSender && { sender: demoSender, mobile: demoMobile };
  return {
    env,
    store,
    sessions,
    signIn,
    profileForms,
    files: createFiles(store.files, env, texts, now),
    texts,
    renderer,
    withPatterns: (work) => withPatternAnswers(matchPatterns, work),
    logger,
    demo,
    isDevelopment,
    playground:
      isDevelopment || demo || env.playground
        ? createPlayground(texts, createSandbox(sandboxProgram), sandboxProgram.pages !== undefined)
        : null,
  };
}

/** What the operator needs to know of a message that was not sent; nothing of the message itself. */
function describeSending(error: unknown): object {
  return error instanceof SendError ? { gatewayStatus: error.status, tries: error.tries } : {};
}
