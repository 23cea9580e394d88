import type { ComponentType } from 'react';
import type { Control } from '../controls/control-props.ts';
import { coreControls } from '../controls/core-controls.ts';
import { type ControlName, getControlName } from '../model/control-names.ts';
import type { JsonObject, JsonSchema, UiSchema } from '../model/json-schema.ts';
import { getChildren, isValueNode, type Node } from '../model/nodes.ts';
import { loadPhoneFormat } from '../model/phone-format.ts';
import { NodeResolver } from '../model/resolve.ts';
import { hasComponents } from './find-plug-in.ts';
import type { FormRegistry } from './form-registry.ts';
import type { PlugInsProviderProps } from './PlugInsProvider.tsx';

/** What a form needs in addition to the components that are part of every form. */
export interface FormParts {
  controls: Partial<Record<ControlName, Control>>;
  /** Renders the host's plug-ins; null if there are none. */
  PlugInsProvider: ComponentType<PlugInsProviderProps> | null;
  /** Renders Markdown; null if the uiSchema does not enable it. */
  Markdown: ComponentType<{ children: string }> | null;
  /** The host's plug-ins. */
  registry: FormRegistry;
  /** The resolver that selected the parts. The form reuses the nodes that it has resolved; null for any form. */
  resolver: NodeResolver | null;
}

/**
 * Loads the components that a form needs. A form whose fields depend on the data may need any control. Most other forms
 * need only the core controls, which are loaded with the form itself.
 */
export async function loadFormParts(
  { schema, ui_schema, data }: { schema: JsonSchema; ui_schema: UiSchema; data: JsonObject },
  registry: FormRegistry = {},
): Promise<FormParts> {
  const hasPlugIns =
    hasComponents(ui_schema) ||
    [registry.widgets, registry.fields, registry.templates].some(
      (plugIns) => Object.keys(plugIns ?? {}).length > 0,
    );
  const resolver = new NodeResolver(schema, ui_schema);
  // A plug-in may render any of our controls.
  const needsMore = hasPlugIns || needsMoreControls(resolver, data);
  const [more, plugIns, markdown] = await Promise.all([
    needsMore ? import('../controls/more-controls.ts') : null,
    hasPlugIns ? import('./PlugInsProvider.tsx') : null,
    enablesMarkdown(ui_schema) ? import('../fields/Markdown.tsx') : null,
  ]);
  return {
    controls: more ? { ...coreControls, ...more.moreControls } : coreControls,
    PlugInsProvider: plugIns?.PlugInsProvider ?? null,
    Markdown: markdown?.Markdown ?? null,
    registry,
    resolver,
  };
}

/** Loads the components that any form may need. A server that renders every form calls this function once. */
export async function loadAllFormParts(registry: FormRegistry = {}): Promise<FormParts> {
  const [{ moreControls }, { PlugInsProvider }, { Markdown }] = await Promise.all([
    import('../controls/more-controls.ts'),
    import('./PlugInsProvider.tsx'),
    import('../fields/Markdown.tsx'),
    loadPhoneFormat(),
  ]);
  return {
    controls: { ...coreControls, ...moreControls },
    PlugInsProvider,
    Markdown,
    registry,
    resolver: null,
  };
}

/** Returns whether any part of a uiSchema enables Markdown, even a part that applies to no value yet. */
function enablesMarkdown(uiSchema: UiSchema): boolean {
  return JSON.stringify(uiSchema).includes('enableMarkdownIn');
}

function needsMoreControls(resolver: NodeResolver, data: JsonObject): boolean {
  const root = resolver.resolve(data);
  const isNative = (node: Node): boolean => {
    if (node.type === 'object' || node.type === 'list') return getChildren(node).every(isNative);
    if (node.type === 'empty' || node.isHidden) return true;
    return isValueNode(node) && Object.hasOwn(coreControls, getControlName(node));
  };
  return !resolver.isStatic || !isNative(root);
}
