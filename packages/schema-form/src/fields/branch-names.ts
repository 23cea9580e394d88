import type { FormTexts } from '../context/form-context.ts';
import { getTags } from '../model/choices.ts';
import { getTypes, type JsonSchema } from '../model/json-schema.ts';
import type { Choice, Node } from '../model/nodes.ts';

/** What people call the branches of a choice: each by its title, by what tells it apart, or by its number. */
export function getBranchNames(root: JsonSchema, node: Node, choice: Choice, texts: FormTexts): string[] {
  return choice.branches.map((branch, index) => {
    const title = choice.titles[index];
    if (title) return title;
    const tags = Object.values(getTags(root, choice.schema, branch)).join(', ');
    return (
      tags || getTypeName(branch, texts) || [node.title, texts.entry(index + 1)].filter(Boolean).join(' ')
    );
  });
}

function getTypeName(branch: JsonSchema, texts: FormTexts): string | null {
  const [type, ...others] = getTypes(branch);
  if (type === undefined || others.length > 0) return null;
  const kind = type === 'integer' ? 'number' : type;
  return kind === 'string' || kind === 'number' || kind === 'boolean' ? texts.kinds[kind] : null;
}
