/**
 * The sandbox: what may run code that strangers wrote, or take exponential time, runs in this process
 * and nowhere else. See sandbox.ts for how it is limited.
 */

import type { JsonSchema } from '../../shared/json-schema.ts';
import { matchesPattern } from '../../shared/native-patterns.ts';
import { answerPatternsBy } from '../patterns/pattern-answers.ts';
import { checkSchema } from '../services/check-schema.ts';
import { FormDefinitionError } from '../services/form-definition-error.ts';
import { compileValidatorModule, type ValidatorModule } from '../services/validator-module.ts';
import type { SandboxRequest, SandboxResponse, SandboxTask, SandboxTasks, SchemaProblem } from './tasks.ts';

/** Errors of one validation that the server gets to see. */
const maxErrors = 1000;
const maxModules = 20;

const modules = new Map<string, ValidatorModule>();

/** The compiled schema: the one that was validated lately is often validated again. */
function getModule(schema: JsonSchema): ValidatorModule {
  const key = JSON.stringify(schema);
  const known = modules.get(key);
  if (known) return known;
  checkSchema(schema);
  const module = compileValidatorModule(schema);
  const [oldest] = modules.keys();
  if (modules.size >= maxModules && oldest !== undefined) modules.delete(oldest);
  modules.set(key, module);
  return module;
}

type Handlers = {
  [Task in SandboxTask]: (input: SandboxTasks[Task]['input']) => SandboxTasks[Task]['result'];
};

const handlers: Handlers = {
  compile: (schema) => explain(() => ({ source: getModule(schema).source })),
  validate: ({ schema, data }) =>
    explain(() => {
      const { validate } = getModule(schema);
      return validate(data) ? [] : (validate.errors ?? []).slice(0, maxErrors);
    }),
  match: (questions) => questions.map(([source, text]) => matchesPattern(source, text)),
};

function explain<Result>(work: () => Result): Result | SchemaProblem {
  try {
    return work();
  } catch (error) {
    if (error instanceof FormDefinitionError) return { pointer: error.pointer, problem: error.fault };
    return { pointer: '/schema', problem: (error as Error).message };
  }
}

process.on('message', ({ id, task, input }: SandboxRequest) => {
  const respond = (response: SandboxResponse) => process.send?.(response);
  try {
    const handle = handlers[task] as (given: unknown) => unknown;
    // What RE2 can't match takes its time here, on Node's own engine.
    respond({ id, result: answerPatternsBy(matchesPattern, () => handle(input)) });
  } catch {
    respond({ id });
  }
});
process.on('disconnect', () => process.exit(0));
process.send?.({ id: 0 } satisfies SandboxResponse);
