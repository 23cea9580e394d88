import { getTags } from './choices.ts';
import { getNamedKeys } from './choose-branch.ts';
import type { Evaluation } from './conditions.ts';
import { getUiOption, isJsonObject, type JsonSchema, type UiSchema } from './json-schema.ts';
import type { Choice } from './nodes.ts';
import { followReference } from './schema-references.ts';
import { noUiSchema, type SharedUiSchema, withShared } from './ui-schema.ts';

/** Converts evaluated choices to the choices of a node, with the uiSchemas of their branches. */
export function toChoices(
  root: JsonSchema,
  { choices, active, fromBranch }: Evaluation,
  { id, uiSchema, shared }: { id: string; uiSchema: UiSchema; shared: SharedUiSchema },
): Choice[] {
  if (choices.length === 0) return [];
  const own = new Set(
    active
      .filter((subschema) => !fromBranch.has(subschema))
      .flatMap((subschema) => Object.keys(subschema.properties ?? {})),
  );
  return choices.map(({ keyword, name, schema, branches, index, isChosen }) => {
    const listed: unknown = uiSchema[keyword];
    const uiSchemas = branches.map((branch, position): UiSchema | undefined => {
      const branchUiSchema: unknown = Array.isArray(listed) ? listed[position] : undefined;
      const given = isJsonObject(branchUiSchema) ? branchUiSchema : noUiSchema;
      const referred = followReference(root, branch) ?? branch;
      const merged = withShared({ ...shared, options: null }, given, [branch, referred]);
      return merged === noUiSchema ? undefined : merged;
    });
    const branch = branches[index];
    const keys = branch ? getNamedKeys(root, branch) : new Set<string>();
    return {
      id: `${id}${name.slice(name.lastIndexOf('__'))}`,
      name,
      keyword,
      schema,
      branches,
      uiSchemas,
      titles: branches.map((subschema, position) => getBranchTitle(root, subschema, uiSchemas[position])),
      index,
      isChosen,
      tags: branch ? getTags(root, schema, branch) : {},
      keys: new Set([...keys].filter((key) => !own.has(key))),
    };
  });
}

function getBranchTitle(root: JsonSchema, branch: JsonSchema, uiSchema: UiSchema | undefined): string | null {
  const titles = [getUiOption(uiSchema, 'title'), branch.title, followReference(root, branch)?.title];
  return titles.find((title) => typeof title === 'string') ?? null;
}
