import type { Context } from 'hono';
import type { Logger } from 'pino';
import type { WithPatterns } from 'schema-form/server';
import type { Language } from '../shared/languages.ts';
import type { Customer } from './domain/customer.ts';
import type { Env } from './env.ts';
import type { Spool } from './middleware/spool.ts';
import type { PageRenderer } from './page-renderer.ts';
import type { DemoSender } from './senders/demo-sender.ts';
import type { Files } from './services/files.ts';
import type { Playground } from './services/playground.ts';
import type { ProfileForms } from './services/profile-forms.ts';
import type { Sessions } from './services/sessions.ts';
import type { SignIn } from './services/sign-in.ts';
import type { Texts } from './services/texts.ts';
import type { Store } from './store/store.ts';

/** What the routes work with; `createApp` is given all of it. */
export interface Dependencies {
  env: Pick<
    Env,
    | 'bodyLimit'
    | 'defaultCountry'
    | 'defaultLanguage'
    | 'fileLimit'
    | 'publicOrigin'
    | 'sessionSecret'
    | 'trustProxy'
  >;
  store: Store;
  sessions: Sessions;
  signIn: SignIn;
  profileForms: ProfileForms;
  files: Files;
  texts: Record<Language, Texts>;
  renderer: PageRenderer;
  /** Runs work on the profile form, whose patterns may be ones that only the sandbox runs. */
  withPatterns: WithPatterns;
  logger: Logger;
  /** Demo mode: where codes are shown. */
  demo: { sender: DemoSender; mobile: string } | null;
  /** Development: Vite's own scripts are inline and talk over a web socket. */
  isDevelopment: boolean;
  /** Null where it is not served. */
  playground: Playground | null;
}

/** What may be read of a request's body; sizes in bytes. */
export interface BodyLimits {
  whole: number;
  /** Limit for fields, which stay in memory. */
  text: number;
  /** Milliseconds from the first read to the end; null for uploads, which Node's own limit bounds. */
  time: number | null;
  /** Where its files go; null where there is to be none. */
  spool: Spool | null;
}

/** What middleware finds out about a request. */
export interface AppEnv {
  Variables: {
    /** Whether the browser came by https. */
    isSecure: boolean;
    /** The client's address, through as many proxies as we trust. */
    address: string;
    customer: Customer | null;
    language: Language;
    bodyLimits: BodyLimits;
  };
}

export type AppContext = Context<AppEnv>;
