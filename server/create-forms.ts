import { type WithPatterns, withPatternAnswers } from 'schema-form/server';
import type { LoadedSite } from './create-site.ts';
import { isDemo } from './demo-mode.ts';
import type { Env } from './env.ts';
import type { ProgramContext } from './program-context.ts';
import { createSandbox, matchInSandbox, type Sandbox } from './sandbox/sandbox.ts';
import { checkChangeFields } from './services/check-change-fields.ts';
import { limitFiles, loadFormDefinition } from './services/form-definition.ts';
import { createPlayground, type Playground } from './services/playground.ts';
import { createProfileForms, type ProfileForms } from './services/profile-forms.ts';

/** The form definition, and where the schemas of others are handled. */
export interface Forms {
  profileForms: ProfileForms;
  sandbox: Sandbox;
  withPatterns: WithPatterns;
  /** Null where it is not served. */
  playground: Playground | null;
}

/** Loads the form definition and creates the sandbox. Throws when the definition is invalid; warns of its problems. */
export function createForms(
  env: Env,
  loadedSite: LoadedSite,
  { logger, sandboxProgram, isDevelopment, now }: ProgramContext,
): Forms {
  const authored = loadFormDefinition(env.profileForm, loadedSite, ({ pointer, problem }) => {
    // With another backend this form is not shown.
    if (!env.backend) logger.warn({ pointer, problem }, 'PROFILE_FORM has a problem');
  });
  const definition = limitFiles(authored, env.fileLimit);
  checkChangeFields(definition.schema, env.changeFeed?.webhookFields ?? []);
  const { script, readable, pages } = sandboxProgram;
  const sandbox = createSandbox({ script, readable });
  const matchPatterns = matchInSandbox(sandbox);
  const showsPlayground = isDevelopment || isDemo(env) || env.playground;
  return {
    profileForms: createProfileForms(definition, loadedSite, now),
    sandbox,
    withPatterns: (work) => withPatternAnswers(matchPatterns, work),
    playground: showsPlayground
      ? createPlayground(loadedSite, createSandbox(sandboxProgram), pages !== undefined)
      : null,
  };
}
