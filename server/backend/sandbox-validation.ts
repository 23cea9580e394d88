import { AsyncLocalStorage } from 'node:async_hooks';
import type { JsonSchema, JsonValue, RuleError, ValidateFunction, WithPatterns } from 'schema-form/server';
import { type Sandbox, SandboxError } from '../sandbox/sandbox.ts';

interface Question {
  schema: JsonSchema;
  data: JsonValue;
}

interface Answers {
  known: Map<string, RuleError[]>;
  open: Map<string, Question>;
}

/** Validation by the sandbox, for code that can't wait. */
export interface SandboxValidation {
  /** Returns a validator of a schema of the backend. Outside of `run` it accepts everything. */
  createValidate(key: string, schema: JsonSchema): ValidateFunction;
  /** Runs work that uses such validators; see below. */
  run: WithPatterns;
}

/** More than any work asks: each round validates what the one before has made. */
const maxRounds = 10;

/**
 * Creates the validation. A backend's schema is not the operator's, so its generated code never runs in this
 * process, but validation is synchronous and the sandbox is not. So, as `withPatternAnswers` does, `run` collects
 * what its work asks, lets the sandbox answer, and runs the work again until everything is answered.
 */
export function createSandboxValidation(sandbox: Pick<Sandbox, 'run'>): SandboxValidation {
  const current = new AsyncLocalStorage<Answers>();

  const answer = async ({ schema, data }: Question): Promise<RuleError[]> => {
    try {
      const result = await sandbox.run('validate', { schema, data });
      return Array.isArray(result) ? result : [];
    } catch (error) {
      // Data that take too long to validate are left to the backend, which validates everything again.
      if (error instanceof SandboxError && error.reason === 'limit') return [];
      throw error;
    }
  };

  return {
    createValidate(schemaKey, schema) {
      const validate: ValidateFunction = (data) => {
        const answers = current.getStore();
        const key = `${schemaKey} ${JSON.stringify(data)}`;
        const errors = answers?.known.get(key);
        if (answers && !errors) answers.open.set(key, { schema, data: data as JsonValue });
        validate.errors = errors ?? [];
        return validate.errors.length === 0;
      };
      return validate;
    },
    async run(work) {
      // A nested call is part of the outer work.
      if (current.getStore()) return work();
      const answers: Answers = { known: new Map(), open: new Map() };
      for (let round = 1; ; round += 1) {
        const result = await current.run(answers, work);
        if (answers.open.size === 0) return result;
        if (round === maxRounds) throw new Error('Validating a form of the backend needs too many rounds');
        for (const [key, question] of answers.open) answers.known.set(key, await answer(question));
        answers.open.clear();
      }
    },
  };
}
