import { createBackend } from './backend/create-backend.ts';
import { isSignedOut } from './backend/errors.ts';
import { createAdmin } from './create-admin.ts';
import { createCodeSignIn } from './create-code-sign-in.ts';
import type { Forms } from './create-forms.ts';
import { createRecords } from './create-records.ts';
import type { LoadedSite } from './create-site.ts';
import type { Program } from './dependencies.ts';
import { describeError } from './describe-error.ts';
import type { Env } from './env.ts';
import { createOidc, type Oidc } from './oidc/create-oidc.ts';
import type { ProgramContext } from './program-context.ts';
import { auditSaves, createAuditedProfiles } from './services/audited-profiles.ts';
import { createCspReports } from './services/csp-reports.ts';
import { createFiles } from './services/files.ts';
import { createKeptUndos } from './services/kept-undos.ts';
import { createPendingSignIns } from './services/pending-sign-ins.ts';
import { createSealedSubmissions } from './services/sealed-submissions.ts';
import { createSealedValues } from './services/sealed-values.ts';
import { createSessions } from './services/sessions.ts';
import { createSignOut } from './services/sign-out.ts';
import { createStoredProfiles } from './services/stored-profiles.ts';
import type { Store } from './store/store.ts';
import { measureProfiles, measureRenderer, measureSignIn } from './telemetry/measure-program.ts';

/** Creates the services on an open database: each one after those that it uses. */
export async function createProgram(
  env: Env,
  context: ProgramContext,
  { site, getTexts, textModules, brand, securityText }: LoadedSite & Pick<Program, 'securityText'>,
  { profileForms, sandbox, withPatterns, playground }: Forms,
  store: Store,
): Promise<Program> {
  const { logger, telemetry, renderer, stopping, leaving, now } = context;
  const { languages } = site;
  const records = createRecords({ env, store, logger, stopping, metrics: telemetry.metrics, now });
  const { audit, outbox, takesRefusal } = records;
  telemetry.metrics?.readSessions(() => store.sessions.countActive(now()));
  if (outbox) telemetry.metrics?.readOutbox(() => store.outbox.getState());
  const sessions = createSessions({
    store: store.sessions,
    lengths: env,
    audit,
    // The provider is called after the end was committed, and nobody waits for it.
    onOidcEnd: () => void oidc?.revokeEnded(),
    now,
  });
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
      onRevokeError: (error) =>
        logger.warn(describeError(error), 'Tokens could not be revoked at the OpenID provider'),
      now,
    });
  const pendingSignIns = createPendingSignIns(env.sessionSecrets);
  const { defaultCountry } = env;
  const backendServices = {
    languages,
    sandbox,
    telemetry,
    pendingSignIns,
    defaultCountry,
    sessions,
    audit,
    oidc,
  };
  const backend = env.backend && (await createBackend(env.backend, backendServices));
  const codeServices = { store, sessions, pendingSignIns, audit, takesRefusal, getTexts };
  const codes = createCodeSignIn(env, context, codeServices);
  const files = createFiles(store.files, env, getTexts, audit, now);
  const { customers } = store;
  const profiles = backend
    ? auditSaves(backend.profiles, audit)
    : createStoredProfiles({ languages, customers, sessions, files, profileForms, audit, withPatterns });
  const adminServices = {
    store,
    files,
    profileForms,
    getTexts,
    withPatterns,
    sessions,
    oidc,
    audit,
    takesRefusal,
  };
  const countCspReport = (directive: string, blocked: string) =>
    telemetry.metrics?.countCspReport(directive, blocked);
  return {
    env,
    store,
    sessions,
    ...records,
    oidc,
    pendingSignIns,
    admin: createAdmin(env, adminServices),
    profiles: createAuditedProfiles(measureProfiles(profiles, telemetry, isSignedOut)),
    signIn: measureSignIn(backend?.signIn ?? codes.signIn, telemetry),
    signOut: createSignOut({
      sessions,
      logout: backend && ((cookies) => backend.logout(cookies)),
      audit,
      onError: (error) => logger.warn(describeError(error), 'The backend did not end a session'),
    }),
    hasCodes: backend ? backend.signIn !== null : codes.demo !== null || env.smsWebhookUrl !== null,
    demo: codes.demo,
    sealedSubmissions: createSealedSubmissions(env.sessionSecrets, env.bodyLimit),
    // Submitted with the form, so it must leave room for the form's own fields.
    sealedBases: createSealedValues(env.sessionSecrets, 'base values', Math.floor(env.bodyLimit / 4)),
    keptUndos: createKeptUndos(store.undos, now),
    profileForms: backend ?? profileForms,
    withPatterns: backend?.withPatterns ?? withPatterns,
    playground,
    files,
    site,
    getTexts,
    textModules,
    brand,
    securityText,
    cspReports: createCspReports({ logger, count: countCspReport, now }),
    renderer: measureRenderer(renderer, telemetry),
    telemetry,
    logger,
    isDevelopment: context.isDevelopment,
    testDatabase: () => store.testWrite(),
    isBackendUp: backend?.isUp ?? null,
    leaving,
    isOverloaded: context.isOverloaded,
  };
}
