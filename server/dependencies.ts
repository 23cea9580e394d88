import type { Logger } from 'pino';
import type { WithPatterns } from 'schema-form/server';
import type { Site } from '../shared/site.ts';
import type { LoadedBrand } from './config/create-brand.ts';
import type { SecurityText } from './config/create-security-text.ts';
import type { Env } from './env.ts';
import type { Oidc } from './oidc/create-oidc.ts';
import type { PageRenderer } from './page-renderer.ts';
import type { DemoSender } from './senders/demo-sender.ts';
import type { AdminCustomers } from './services/admin-customers.ts';
import type { Audit } from './services/audit.ts';
import type { CspReports } from './services/csp-reports.ts';
import type { Files } from './services/files.ts';
import type { KeptUndos } from './services/kept-undos.ts';
import type { Outbox } from './services/outbox.ts';
import type { PendingSignIns } from './services/pending-sign-ins.ts';
import type { Playground } from './services/playground.ts';
import type { ProfileForms } from './services/profile-forms.ts';
import type { Profiles } from './services/profiles.ts';
import type { SealedSubmissions } from './services/sealed-submissions.ts';
import type { SealedValues } from './services/sealed-values.ts';
import type { Sessions } from './services/sessions.ts';
import type { SignIn } from './services/sign-in.ts';
import type { SignOut } from './services/sign-out.ts';
import type { TextModules } from './services/text-modules.ts';
import type { GetTexts } from './services/texts.ts';
import type { Store } from './store/store.ts';
import type { Telemetry } from './telemetry/create-telemetry.ts';

/** Shows the codes of the demo customer. */
export interface Demo {
  sender: DemoSender;
  mobile: string;
}

/** Everything that the routes use; `createApp` receives it. */
export interface Dependencies {
  env: Pick<
    Env,
    | 'backend'
    | 'bodyLimit'
    | 'defaultCountry'
    | 'fileLimit'
    | 'hstsSubdomains'
    | 'keepSignedIn'
    | 'publicOrigin'
    | 'trustProxy'
  >;
  profiles: Profiles;
  signIn: SignIn;
  signOut: SignOut;
  /** Whether customers sign in by one-time codes. */
  hasCodes: boolean;
  /** Signing in at an OpenID provider; null without one. */
  oidc: Oidc | null;
  pendingSignIns: PendingSignIns;
  sealedSubmissions: SealedSubmissions;
  sealedBases: SealedValues;
  keptUndos: KeptUndos;
  files: Files;
  /** Serves the validators of the profile form. */
  profileForms: Pick<ProfileForms, 'findValidator'>;
  site: Site;
  getTexts: GetTexts;
  textModules: Pick<TextModules, 'find'>;
  brand: Omit<LoadedBrand, 'brand'>;
  cspReports: CspReports;
  /** Null where the configuration names no contact. */
  securityText: SecurityText | null;
  renderer: PageRenderer;
  /** Runs work on the profile form, some of whose patterns may be matched in the sandbox. */
  withPatterns: WithPatterns;
  logger: Logger;
  telemetry: Telemetry;
  /** Demo mode: shows the codes; null outside of demo mode. */
  demo: Demo | null;
  /** In development Vite's scripts are inline and use a web socket. */
  isDevelopment: boolean;
  /** Null where the playground is not served. */
  playground: Playground | null;
  /** Writes to the database and changes nothing of value; rejects when it can't be written. */
  testDatabase(): Promise<void>;
  /** Whether the remote backend answers; null without one. */
  isBackendUp: (() => Promise<boolean>) | null;
  /** Aborted when the program is about to stop: it still answers, but wants no more requests. */
  leaving: AbortSignal;
  /** Returns whether requests arrive faster than they are answered. */
  isOverloaded(): boolean;
}

/** What the admin port serves. */
export interface Admin {
  key: string;
  /** Null where a remote backend holds the customers. */
  customers: AdminCustomers | null;
  /** Is called with the address of a client that has no key. */
  onRefusal(address: string): Promise<void>;
}

/**
 * The whole program. Only `main.ts` and the tests see the stores: routes reach a profile through
 * `Profiles` alone, so that another backend can take the place of the database.
 */
export interface Program extends Dependencies {
  store: Store;
  sessions: Sessions;
  audit: Audit;
  /** Null where nobody receives messages. */
  outbox: Outbox | null;
  /** Null where there is no admin port. */
  admin: Admin | null;
  /** Removes old changes, messages and audit entries. */
  removeOldRecords(): Promise<void>;
}
