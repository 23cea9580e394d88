import type {
  FormDocuments,
  FormProblem,
  JsonSchema,
  JsonValue,
  PatternQuestion,
  RuleError,
} from 'schema-form/server';
import type { PageRequest, RenderedPage } from '../../shared/page.ts';

/** The tasks of the sandbox with their inputs and results, all JSON. */
export interface SandboxTasks {
  /** Checks a schema and compiles its validator. */
  compile: { input: JsonSchema; result: { source: string } | SchemaProblem };
  /** Checks a schema that is too large to be compiled. */
  check: { input: JsonSchema; result: { isValid: true } | SchemaProblem };
  /** What is wrong with a form, or has no effect. */
  examine: { input: FormDocuments; result: FormProblem[] };
  /** The errors of data, `[]` when it is valid. */
  validate: { input: { schema: JsonSchema; data: JsonValue }; result: RuleError[] | SchemaProblem };
  /** Renders a page; there is no result for a page that is too large. */
  render: { input: PageRequest; result: RenderedPage };
  /** Whether each text matches its pattern. */
  match: { input: readonly PatternQuestion[]; result: boolean[] };
}

export type SandboxTask = keyof SandboxTasks;

/** Why a schema can't be used; the content of a `FormDefinitionError`. */
export interface SchemaProblem {
  pointer: string;
  problem: string;
}

export interface SandboxRequest {
  id: number;
  task: SandboxTask;
  input: unknown;
}

/** `result` is absent when the task threw or its result is too large. */
export interface SandboxResponse {
  id: number;
  result?: unknown;
}
