/**
 * The program of the sandbox's process: the only place that runs code generated from strangers' schemas,
 * and patterns that may take exponential time. sandbox.ts limits the process.
 */
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import {
  answerPatternsBy,
  checkSchema,
  FormDefinitionError,
  findFormProblems,
  generateValidator,
  type JsonSchema,
  matchesPattern,
  runValidator,
  toValidatorScript,
  type ValidateFunction,
  type ValidatorCode,
} from 'schema-form/server';
import type { RenderPage } from '../page-renderer.ts';
import { timeLimit } from './limits.ts';
import type { SandboxRequest, SandboxResponse, SandboxTask, SandboxTasks, SchemaProblem } from './tasks.ts';

/** Errors of one validation that are returned to the server. */
const maxErrors = 1000;
const maxCompiled = 5;
/** Characters of a page's HTML. */
const maxPage = 5_000_000;

const [, , pages] = process.argv;
const renderPage =
  pages === undefined
    ? null
    : ((await import(pathToFileURL(pages).href)) as { renderPage: RenderPage }).renderPage;

interface Compiled extends ValidatorCode {
  validate?: ValidateFunction;
}

const compiled = new Map<string, Compiled>();

/** Compiles a schema, or returns the code that is kept: a schema is often validated right after it was compiled. */
function compile(schema: JsonSchema): Compiled {
  const key = JSON.stringify(schema);
  const known = compiled.get(key);
  if (known) return known;
  checkSchema(schema);
  const code: Compiled = generateValidator(schema);
  const [oldest] = compiled.keys();
  if (compiled.size >= maxCompiled && oldest !== undefined) compiled.delete(oldest);
  compiled.set(key, code);
  return code;
}

type Handlers = {
  [Task in SandboxTask]: (
    input: SandboxTasks[Task]['input'],
  ) => SandboxTasks[Task]['result'] | Promise<SandboxTasks[Task]['result']>;
};

const handlers: Handlers = {
  compile: (schema) => explain(() => ({ source: toValidatorScript(compile(schema)) })),
  check: (schema) =>
    explain(() => {
      checkSchema(schema);
      return { isValid: true };
    }),
  examine: findFormProblems,
  validate: ({ schema, data }) =>
    explain(() => {
      const code = compile(schema);
      code.validate ??= runValidator(schema, code).validate;
      const { validate } = code;
      if (validate(data)) return [];
      // There may be thousands of allowed values, and no error message uses them.
      return (validate.errors ?? [])
        .slice(0, maxErrors)
        .map(({ params: { allowedValues: _, ...params }, ...error }) => ({ ...error, params }));
    }),
  async render(request) {
    if (!renderPage) throw new Error('This sandbox renders no pages');
    const page = await renderPage(request);
    if (page.html.length > maxPage) throw new Error('The page is too large');
    return page;
  },
  match: (questions) => questions.map(([source, text]) => matchesPattern(source, text)),
};

function explain<Result>(work: () => Result): Result | SchemaProblem {
  try {
    return work();
  } catch (error) {
    if (error instanceof FormDefinitionError) return { pointer: error.pointer, problem: error.problem };
    const problem = error instanceof RangeError ? 'is nested too deep' : (error as Error).message;
    return { pointer: '/schema', problem };
  }
}

/**
 * Limits the time of a task in the process itself. The server kills a process that takes too long, but
 * if the server was killed, a busy event loop would never notice that.
 */
function runForLimitedTime(task: () => unknown): unknown {
  const context = globalThis as { task?: () => unknown };
  context.task = task;
  return new Script('task()').runInThisContext({ timeout: 2 * timeLimit });
}

process.on('message', async ({ id, task, input }: SandboxRequest) => {
  const respond = (response: SandboxResponse) => process.send?.(response);
  try {
    const handle = handlers[task] as (given: unknown) => unknown;
    // Patterns that RE2 can't match run on Node's engine here.
    const result = await runForLimitedTime(() => answerPatternsBy(matchesPattern, () => handle(input)));
    respond({ id, result });
  } catch {
    respond({ id });
  }
});
process.on('disconnect', () => process.exit(0));
// Compiles the metaschemas, so that no task spends its time on it.
for (const $schema of [
  'http://json-schema.org/draft-04/schema#',
  'http://json-schema.org/draft-07/schema#',
  'https://json-schema.org/draft/2019-09/schema',
  'https://json-schema.org/draft/2020-12/schema',
]) {
  checkSchema({ $schema });
}
process.send?.({ id: 0 } satisfies SandboxResponse);
