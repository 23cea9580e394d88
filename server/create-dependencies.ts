import type { Logger } from 'pino';
import { type WithPatterns, withPatternAnswers } from 'schema-form/server';
import { createBackend } from './backend/create-backend.ts';
import { createSecurityText } from './config/create-security-text.ts';
import { createRecords } from './create-records.ts';
import { createSite } from './create-site.ts';
import { demoId, demoMobile, prepareDemoDatabase } from './demo-mode.ts';
import type { Program } from './dependencies.ts';
import { describeError } from './describe-error.ts';
import type { Env } from './env.ts';
import { createOidc, type Oidc } from './oidc/create-oidc.ts';
import type { PageRenderer } from './page-renderer.ts';
import { createSandbox, matchInSandbox, type SandboxProgram } from './sandbox/sandbox.ts';
import { createDemoSender } from './senders/demo-sender.ts';
import { SendError, type Sender } from './senders/sender.ts';
import { createWebhookSender } from './senders/webhook-sender.ts';
import { createAdminCustomers } from './services/admin-customers.ts';
import { createAuditedProfiles } from './services/audited-profiles.ts';
import { checkChangeFields } from './services/check-change-fields.ts';
import { createCodeMessages } from './services/code-messages.ts';
import { createCspReports } from './services/csp-reports.ts';
import { createFiles } from './services/files.ts';
import { limitFiles, loadFormDefinition } from './services/form-definition.ts';
import { createKeptUndos } from './services/kept-undos.ts';
import { createKnownDevices } from './services/known-devices.ts';
import { createOneTimeCodes } from './services/one-time-codes.ts';
import { createPendingSignIns } from './services/pending-sign-ins.ts';
import { createPlayground } from './services/playground.ts';
import { createProfileForms } from './services/profile-forms.ts';
import { createSealedSubmissions } from './services/sealed-submissions.ts';
import { createSealedValues } from './services/sealed-values.ts';
import { createSessions } from './services/sessions.ts';
import { createSignIn } from './services/sign-in.ts';
import { createSignInLimits } from './services/sign-in-limits.ts';
import { createStoredProfiles } from './services/stored-profiles.ts';
import { createStore } from './store/create-store.ts';
import type { CustomerStore } from './store/store.ts';
import { noTelemetry, type Telemetry } from './telemetry/create-telemetry.ts';
import {
  measureLimits,
  measureProfiles,
  measureRenderer,
  measureSender,
  measureSignIn,
} from './telemetry/measure-program.ts';

/** What the program runs in: a built server, development, or a test. */
interface ProgramContext {
  logger: Logger;
  renderer: PageRenderer;
  sandboxProgram: SandboxProgram;
  /** Prints the codes of demo mode. */
  print(line: string): void;
  isDevelopment?: boolean;
  /** Aborted when the program stops: messages are not retried then. */
  stopping?: AbortSignal;
  telemetry?: Telemetry;
  /** Milliseconds since 1970; tests replace the clock. */
  now?: () => number;
}

/** Milliseconds before it expires in which a start warns about security.txt. */
const expiryWarning = 30 * 86_400_000;

/**
 * Creates everything that the program consists of. Throws when the form definition is invalid, the
 * database can't be opened, or demo mode refuses the database.
 */
export async function createDependencies(
  env: Env,
  {
    logger,
    renderer,
    sandboxProgram,
    print,
    isDevelopment = false,
    stopping = new AbortController().signal,
    telemetry = noTelemetry,
    now = Date.now,
  }: ProgramContext,
): Promise<Program> {
  const loadedSite = createSite(env);
  const { site, getTexts, textModules, brand, localeReports } = loadedSite;
  for (const { file, missing, unknown } of localeReports) {
    logger.warn(
      { file, missing: missing.length, unknown: unknown.length, keys: [...missing, ...unknown].slice(0, 20) },
      'LOCALES lacks texts, which are shown in English, or has texts that nothing reads',
    );
  }
  const securityText = createSecurityText(env.config, env.publicOrigin);
  if (securityText && securityText.expiresAt < now() + expiryWarning) {
    logger.warn(
      { expires: env.config.security?.expires },
      'security.txt expires soon: see /security in CONFIG',
    );
  }
  const authored = loadFormDefinition(env.profileForm, loadedSite, ({ pointer, problem }) =>
    logger.warn({ pointer, problem }, 'PROFILE_FORM has a problem'),
  );
  const definition = limitFiles(authored, env.fileLimit);
  checkChangeFields(definition.schema, env.changeFeed?.webhookFields ?? []);
  const sandbox = createSandbox({ script: sandboxProgram.script, readable: sandboxProgram.readable });
  const matchPatterns = matchInSandbox(sandbox);
  const pendingSignIns = createPendingSignIns(env.sessionSecrets);
  const backend =
    env.backend &&
    (await createBackend(env.backend, {
      ...env,
      languages: site.languages,
      sandbox,
      pendingSignIns,
      telemetry,
      audit: { record: (event) => audit.record(event) },
      findAccessToken: async (sessionToken) => (oidc ? oidc.findAccessToken(sessionToken) : null),
    }));
  const profileForms = createProfileForms(definition, loadedSite, now);
  const openedStore = await createStore(
    env.databaseUrl,
    (error) => logger.error(describeError(error), 'A database connection broke'),
    env.changeFeed,
  );
  const store = measureLimits(openedStore, telemetry);
  telemetry.metrics?.readSessions(() => store.sessions.countActive(now()));
  const isDemo = env.smsWebhookUrl === null && backend === null && env.oidc === null;
  if (isDemo) {
    await prepareDemoDatabase(store.customers).catch(async (error: unknown) => {
      await store.close();
      throw error;
    });
  }
  const sessions = createSessions(store.sessions, env, now);
  const { audit, outbox, removeOldRecords, takesRefusal } = createRecords({
    env,
    store,
    logger,
    stopping,
    now,
  });
  if (outbox) telemetry.metrics?.readOutbox(() => store.outbox.getState());
  const oidc: Oidc | null =
    env.oidc &&
    createOidc({
      env: env.oidc,
      store,
      sessions,
      audit,
      hasBackend: env.backend !== null,
      secrets: env.sessionSecrets,
      lengths: env,
      onError: (code) => logger.warn({ code }, 'A customer could not sign in at the OpenID provider'),
      now,
    });
  const demoSender = isDemo ? createDemoSender(demoMobile, print) : null;
  const resendAfter = env.resendAfter / 1000;
  const messages = createCodeMessages({
    store,
    sender: demoSender
      ? withoutForeignCodes(demoSender, store.customers)
      : measureSender(
          createWebhookSender({ url: env.smsWebhookUrl ?? '', secret: env.smsWebhookSecret, stopping }),
          telemetry,
        ),
    getTexts,
    budget: env.messageBudget,
    isImmediate: isDemo,
    onSendError: (error) =>
      logger.error({ ...describeError(error), ...describeSending(error) }, 'A code could not be sent'),
    onOverBudget: () =>
      logger.warn({ budget: env.messageBudget }, 'More codes were sent within an hour than MESSAGE_BUDGET'),
  });
  const codes = createOneTimeCodes({
    store,
    limits: createSignInLimits({ store, secrets: env.sessionSecrets, resendAfter }),
    messages,
    secrets: env.sessionSecrets,
    wrongCodeBudget: env.wrongCodeBudget,
    onOverBudget: () =>
      logger.warn(
        { budget: env.wrongCodeBudget },
        'More codes were wrong within an hour than WRONG_CODE_BUDGET: new codes have eight digits',
      ),
    now,
  });
  const files = createFiles(store.files, env, getTexts, audit, now);
  const withPatterns: WithPatterns = (work) => withPatternAnswers(matchPatterns, work);
  const showsPlayground = isDevelopment || isDemo || env.playground;
  return {
    env,
    store,
    sessions,
    audit,
    outbox,
    removeOldRecords,
    admin: env.admin && {
      key: env.admin.key,
      customers: backend
        ? null
        : createAdminCustomers({ ...env, store, files, profileForms, getTexts, withPatterns, audit }),
      onRefusal: async (address) => {
        if (await takesRefusal(address)) void audit.record({ action: 'admin-refused', actor: 'visitor' });
      },
    },
    profiles: createAuditedProfiles(
      measureProfiles(
        backend?.profiles ??
          createStoredProfiles({
            languages: site.languages,
            customers: store.customers,
            sessions,
            files,
            profileForms,
            withPatterns,
          }),
        telemetry,
      ),
      audit,
    ),
    signIn: measureSignIn(
      backend?.signIn ??
        createSignIn({
          codes,
          sessions,
          pendingSignIns,
          knownDevices: createKnownDevices(env.sessionSecrets, now),
          audit,
          takesRefusal,
          defaultCountry: env.defaultCountry,
          resendAfter,
        }),
      telemetry,
    ),
    oidc,
    hasCodes: backend ? backend.signIn !== null : isDemo || env.smsWebhookUrl !== null,
    pendingSignIns,
    sealedSubmissions: createSealedSubmissions(env.sessionSecrets, env.bodyLimit),
    // Submitted with the form, so it must leave room for the form's own fields.
    sealedBases: createSealedValues(env.sessionSecrets, 'base values', Math.floor(env.bodyLimit / 4)),
    keptUndos: createKeptUndos(store.undos, now),
    profileForms: backend ?? profileForms,
    files,
    site,
    getTexts,
    textModules,
    brand,
    securityText,
    cspReports: createCspReports({
      logger,
      count: (directive, blocked) => telemetry.metrics?.countCspReport(directive, blocked),
      now,
    }),
    renderer: measureRenderer(renderer, telemetry),
    telemetry,
    withPatterns: backend?.withPatterns ?? withPatterns,
    logger,
    demo: demoSender && { sender: demoSender, mobile: demoMobile },
    isDevelopment,
    playground: showsPlayground
      ? createPlayground(loadedSite, createSandbox(sandboxProgram), sandboxProgram.pages !== undefined)
      : null,
    testDatabase: () => store.testWrite(),
    isBackendUp: backend?.isUp ?? null,
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
