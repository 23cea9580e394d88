import { getUiOption, isJsonObject, type UiSchema } from './json-schema.ts';
import { getFreeName } from './map-changes.ts';
import { type Choice, getChildren, type Node, type ObjectNode, type Section } from './nodes.ts';

/**
 * Returns the sections of an object (`ui:options.sections`: id, title, fields, whether it is collapsible and
 * initially collapsed) with their members in the order of `ui:order`. Members that no section names form the
 * last section. Members of a chosen branch belong to its choice and are in no section.
 */
export function getSections(
  members: readonly Node[],
  uiSchema: UiSchema,
  choices: readonly Choice[] = [],
): readonly Section[] {
  const own = members.filter((member) => !choices.some(({ keys }) => keys.has(String(member.path.at(-1)))));
  const ordered = orderMembers(own, getUiOption(uiSchema, 'order'));
  const wanted = getUiOption(uiSchema, 'sections');
  if (!Array.isArray(wanted)) return [createRest('1', 0, ordered)];
  const ids = new Set<string>();
  const toId = (own: unknown, index: number) => {
    const wish = typeof own === 'string' ? own.trim() : '';
    const id = getFreeName(ids, wish || String(index + 1));
    ids.add(id);
    return id;
  };
  const rest = new Map(ordered.map((member) => [String(member.path.at(-1)), member]));
  const sections = wanted.map((wish: unknown, index): Section => {
    const section = isJsonObject(wish) ? wish : {};
    const fields = Array.isArray(section.fields) ? section.fields.map(String) : [];
    return {
      id: toId(section.id, index),
      index,
      title: String(section.title ?? ''),
      members: fields.flatMap((key) => {
        const member = rest.get(key);
        rest.delete(key);
        return member ? [member] : [];
      }),
      isCollapsible: section.collapsible === true,
      isCollapsed: section.collapsed === true,
    };
  });
  const others =
    rest.size > 0 ? [createRest(toId(null, wanted.length), wanted.length, [...rest.values()])] : [];
  return [...sections.filter((section) => section.members.length > 0), ...others];
}

function createRest(id: string, index: number, members: readonly Node[]): Section {
  return { id, index, title: null, members, isCollapsible: false, isCollapsed: false };
}

/**
 * Sorts members by rjsf's `ui:order`, a list of keys in which `*` stands for all other members. Without `*`,
 * these come last.
 */
function orderMembers(members: readonly Node[], order: unknown): readonly Node[] {
  if (!Array.isArray(order)) return members;
  const byKey = new Map(members.map((member) => [String(member.path.at(-1)), member]));
  const named = new Set(order.map(String));
  const rest = members.filter((member) => !named.has(String(member.path.at(-1))));
  const ordered = [...named].flatMap((key) => (key === '*' ? rest : (byKey.get(key) ?? [])));
  return named.has('*') ? ordered : [...ordered, ...rest];
}

/**
 * Returns the nodes directly inside a node in the order of a page. Members of a branch are among the others.
 */
export function getOrderedChildren(node: Node): readonly Node[] {
  if (node.type !== 'object') return getChildren(node);
  return getReadingSections(node).flatMap(({ members }) => members);
}

/**
 * Returns the sections of an object on a reading page. It shows no choices, so members of a branch are in
 * sections too.
 */
export function getReadingSections(node: ObjectNode): readonly Section[] {
  return node.choices.length === 0 ? node.sections : getSections(node.members, node.uiSchema);
}

/**
 * Returns the sections of a form that can be edited alone: those of the root that the uiSchema lists and that
 * have a value to edit. None where the root has a choice, a grid or a field of the host, because these show
 * all values together.
 */
export function getEditableSections(root: Node): readonly Section[] {
  if (root.type !== 'object' || root.choices.length > 0) return [];
  const { uiSchema, sections } = root;
  if (!Array.isArray(getUiOption(uiSchema, 'sections')) || getUiOption(uiSchema, 'field') !== undefined) {
    return [];
  }
  return sections.filter(({ members }) => members.some(isEditable));
}

/** Returns whether a form has a control that can change the value of a node. */
export function isEditable({ isReadOnly, isDisabled, isHidden, isTag }: Node): boolean {
  return !(isReadOnly || isDisabled || isHidden || isTag);
}
