import type { Logger } from 'pino';
import type { Dependencies } from './app-env.ts';
import type { Env } from './env.ts';
import { describeError } from './middleware/request-log.ts';
import type { PageRenderer } from './page-renderer.ts';
import { createDemoSender } from './senders/demo-sender.ts';
import { createWebhookSender } from './senders/webhook-sender.ts';
import { createFiles } from './services/files.ts';
import { limitFiles, loadFormDefinition } from './services/form-definition.ts';
import { createPlayground } from './services/playground.ts';
import { createProfileForms } from './services/profile-forms.ts';
import { createSessions } from './services/sessions.ts';
import { createSignIn } from './services/sign-in.ts';
import { loadTexts } from './services/texts.ts';
import { createStore } from './store/create-store.ts';
import type { CustomerStore } from './store/store.ts';

interface Surroundings {
  logger: Logger;
  renderer: PageRenderer;
  /** Where demo mode prints its codes. */
  print(line: string): void;
  isDevelopment?: boolean;
  /** Milliseconds since 1970; tests have a clock of their own. */
  now?: () => number;
}

/** Puts the program together. Throws when the form definition is at fault or the database not there. */
export async function createDependencies(
  env: Env,
  { logger, renderer, print, isDevelopment = false, now = Date.now }: Surroundings,
): Promise<Dependencies> {
  const texts = loadTexts();
  const definition = limitFiles(loadFormDefinition(env.profileForm, texts), env.fileLimit);
  const profileForms = createProfileForms(definition, texts, now);
  const store = await createStore(env.databaseUrl, (error) =>
    logger.error(describeError(error), 'A database connection broke'),
  );
  const sessions = createSessions(store.sessions, now);
  const demoSender = env.smsWebhookUrl === null ? createDemoSender(print) : null;
  const signIn = createSignIn({
    store,
    sender: demoSender ?? createWebhookSender(env.smsWebhookUrl ?? ''),
    secret: env.sessionSecret,
    texts,
    onSendError: (error) => logger.error(describeError(error), 'A code could not be sent'),
    now,
  });
  const demo = demoSender && {
    sender: demoSender,
    mobile: await addDemoCustomer(store.customers),
  };
  return {
    env,
    store,
    sessions,
    signIn,
    profileForms,
    files: createFiles(store.files, env, texts, now),
    texts,
    renderer,
    logger,
    demo,
    isDevelopment,
    playground: isDevelopment || demo || env.playground ? createPlayground(texts) : null,
  };
}

const demoMobile = '+971501234567';

/** Where there is nobody yet, somebody to sign in as. */
async function addDemoCustomer(customers: CustomerStore): Promise<string> {
  if (await customers.isEmpty()) {
    const changes = {
      first_name: 'Aisha',
      last_name: 'Al Mansoori',
      email: 'aisha@example.com',
      nationality: 'AE',
      dob: '1990-03-15',
      gender: 'female',
      passport_number: 'N1234567',
      language: 'en',
      address: 'Villa 12, Al Wasl Road\nDubai',
    };
    try {
      await customers.put([{ customer_id: 'demo', mobile: demoMobile, changes }]);
    } catch (error) {
      // Another server that starts at the same time may have been first.
      if (await customers.isEmpty()) throw error;
    }
  }
  return demoMobile;
}
