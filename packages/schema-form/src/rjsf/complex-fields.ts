import type { Registry } from '@rjsf/utils';
import type { ComponentType } from 'react';
import type { ValidateFunction } from '../model/error-texts.ts';
import type { JsonObject, JsonSchema, UiSchema } from '../model/json-schema.ts';
import type { KnownEntries } from '../store/known-entries.ts';

/** The parts of rjsf for arrays, choices between schemas and the like, dressed in our theme. */
export type ComplexParts = Pick<Registry, 'fields' | 'templates' | 'widgets'> & {
  /** What is to be drawn of a schema: see model/normalise-schema.ts. */
  normaliseSchema(schema: JsonSchema): JsonSchema;
  /** What a schema refers to, the same object for the same schema: see slim/retrieve-schema.ts. */
  followReference(root: JsonSchema, schema: JsonSchema): JsonSchema;
  /** Whether data fits one branch of a drawn schema. Decides what is shown, never what is valid. */
  fitsBranch(branch: object | boolean, data: unknown, root: object): boolean;
  /** What is sent of a form's data: see model/hidden-values.ts. */
  leaveOutHidden(schema: JsonSchema, data: JsonObject): JsonObject;
  /** The fields of a grid in its order: see fields/GridField.tsx. */
  getGridNames(uiSchema: UiSchema | undefined): string[];
  createKnownEntries(idSeparator: string): KnownEntries;
  /** See model/referenced-branches.ts. */
  withPlacedErrors(validate: ValidateFunction, schema: JsonSchema): ValidateFunction;
  /** Keeps hidden values in a page without script. */
  HiddenValues: ComponentType<{ schema: JsonSchema; data: JsonObject }>;
};

let parts: ComplexParts | null = null;

/** Loads the parts. A form that has a complex schema can be drawn only after that. */
export async function loadComplexFields(): Promise<void> {
  parts ??= (await import('./complex-theme.tsx')).complexTheme;
}

/** The parts when they are loaded. */
export function getComplexFields(): ComplexParts | null {
  return parts;
}
