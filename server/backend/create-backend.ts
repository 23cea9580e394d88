import { type WithPatterns, withPatternAnswers } from 'schema-form/server';
import type { Languages } from '../../shared/languages.ts';
import type { CountryCode } from '../domain/mobile.ts';
import { matchInSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import type { Audit } from '../services/audit.ts';
import type { PendingSignIns } from '../services/pending-sign-ins.ts';
import type { Profiles } from '../services/profiles.ts';
import type { Sessions } from '../services/sessions.ts';
import type { SignIn } from '../services/sign-in.ts';
import type { Telemetry } from '../telemetry/create-telemetry.ts';
import type { BackendEnv } from './backend-env.ts';
import { createBackendProfiles, type FindAccessToken } from './backend-profiles.ts';
import { createBackendSignIn } from './backend-sign-in.ts';
import { type BackendClient, createBackendClient } from './client.ts';
import { createCompileCache } from './compile-cache.ts';
import { readForm } from './dialects.ts';
import { loadFormAdapter } from './load-form-adapter.ts';
import { measureBackend } from './measure-client.ts';
import { createSandboxValidation } from './sandbox-validation.ts';

/** A backend that speaks the Customer API, in the place of the program's own database. */
export interface Backend {
  profiles: Profiles;
  /** Signs in by its login endpoints; null where it has a login page of its own, or has no cookies. */
  signIn: SignIn | null;
  /** Ends the session of these cookies. Rejects with BackendError. */
  logout: BackendClient['logout'];
  /** Serves the validators of its forms. */
  findValidator(hash: string): string | null;
  /** Runs work on its forms: the sandbox validates their data and matches their patterns. */
  withPatterns: WithPatterns;
  /** Returns whether it answers. */
  isUp(): Promise<boolean>;
}

interface BackendOptions {
  languages: Languages;
  sandbox: Sandbox;
  telemetry: Telemetry;
  pendingSignIns: PendingSignIns;
  defaultCountry: CountryCode;
  sessions: Pick<Sessions, 'end'>;
  audit: Pick<Audit, 'record'>;
  /** Knows the access tokens that calls carry; null where they carry cookies alone. */
  oidc: { findAccessToken: FindAccessToken } | null;
}

/** Creates the backend of these settings. Throws EnvError for a form adapter that can't be used. */
export async function createBackend(
  env: BackendEnv,
  { languages, sandbox, pendingSignIns, defaultCountry, sessions, audit, oidc, telemetry }: BackendOptions,
): Promise<Backend> {
  const client = measureBackend(createBackendClient(env), telemetry);
  const compileCache = createCompileCache({ sandbox });
  const validation = createSandboxValidation(sandbox);
  const match = matchInSandbox(sandbox);
  const withPatterns: WithPatterns = (work) => validation.run(() => withPatternAnswers(match, work));
  const profiles = createBackendProfiles({
    languages,
    client,
    compileCache,
    validation,
    withPatterns,
    findAccessToken: oidc && ((sessionToken) => oidc.findAccessToken(sessionToken)),
    readForm:
      env.formAdapter === null
        ? (answer, { customer }) => readForm(answer, customer)
        : await loadFormAdapter(env.formAdapter),
  });
  const signIn =
    env.loginUrl === null && env.cookies.length > 0
      ? createBackendSignIn({ client, pendingSignIns, defaultCountry, sessions, audit })
      : null;
  const { logout, isUp } = client;
  return { profiles, signIn, withPatterns, logout, isUp, findValidator: compileCache.findValidator };
}
