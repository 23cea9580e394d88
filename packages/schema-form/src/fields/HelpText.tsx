import { type ComponentType, createContext, type ReactNode, use } from 'react';
import { getHelpId } from '../controls/description-ids.ts';
import { getUiOption } from '../model/json-schema.ts';
import type { Node } from '../model/nodes.ts';

/** The component that renders Markdown; null in a form without Markdown, which does not load it. */
export const MarkdownContext = createContext<ComponentType<{ children: string }> | null>(null);

interface HelpTextProps {
  node: Pick<Node, 'id' | 'help' | 'uiSchema'>;
  /** A sentence that the form adds to the text. */
  children?: ReactNode;
}

/** Renders the help text of a node. Its control or group refers to the text in `aria-describedby`. */
export function HelpText({ node, children }: HelpTextProps) {
  const { id, help, uiSchema } = node;
  const Markdown = use(MarkdownContext);
  if (!help && !children) return null;
  const isOwn = typeof getUiOption(uiSchema, 'help') === 'string';
  const option = isOwn ? 'enableMarkdownInHelp' : 'enableMarkdownInDescription';
  if (help && Markdown && getUiOption(uiSchema, option) === true) {
    return (
      <div className="field-help" id={getHelpId(id)}>
        <Markdown>{help}</Markdown>
        {children && <p>{children}</p>}
      </div>
    );
  }
  return (
    <p className="field-help" id={getHelpId(id)}>
      {help && <bdi>{help}</bdi>}
      {children && <span>{children}</span>}
    </p>
  );
}
