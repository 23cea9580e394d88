import { type WithPatterns, withPatternAnswers } from 'schema-form/server';
import { matchInSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import type { Profiles } from '../services/profiles.ts';
import type { Telemetry } from '../telemetry/create-telemetry.ts';
import type { BackendEnv } from './backend-env.ts';
import { createBackendProfiles } from './backend-profiles.ts';
import { createBackendClient } from './client.ts';
import { createCompileCache } from './compile-cache.ts';
import { readForm } from './dialects.ts';
import { loadFormAdapter } from './load-form-adapter.ts';
import { measureBackend } from './measure-client.ts';
import { createSandboxValidation } from './sandbox-validation.ts';

/** A backend that speaks the Customer API, in the place of the program's own database. */
export interface Backend {
  profiles: Profiles;
  /** Serves the validators of its forms. */
  findValidator(hash: string): string | null;
  /** Runs work on its forms: the sandbox validates their data and matches their patterns. */
  withPatterns: WithPatterns;
  /** Whether it answers. */
  isUp(): Promise<boolean>;
}

/** Creates the backend of these settings. Throws EnvError for a form adapter that can't be used. */
export async function createBackend(
  env: BackendEnv,
  sandbox: Sandbox,
  telemetry: Telemetry,
): Promise<Backend> {
  const client = measureBackend(createBackendClient(env), telemetry);
  const compileCache = createCompileCache({ sandbox, limits: env.schemaLimits });
  const validation = createSandboxValidation(sandbox);
  const match = matchInSandbox(sandbox);
  const withPatterns: WithPatterns = (work) => validation.run(() => withPatternAnswers(match, work));
  const profiles = createBackendProfiles({
    client,
    compileCache,
    validation,
    withPatterns,
    readForm:
      env.formAdapter === null
        ? (answer, { customer }) => readForm(answer, customer)
        : await loadFormAdapter(env.formAdapter),
  });
  return { profiles, withPatterns, isUp: client.isUp, findValidator: compileCache.findValidator };
}
