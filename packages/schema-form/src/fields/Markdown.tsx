import { compiler, type MarkdownToJSX } from 'markdown-to-jsx/react';
import { createElement, Fragment, type ReactNode } from 'react';

/** The elements that a help text may contain. Other elements are replaced by their content. */
const elements: ReadonlySet<unknown> = new Set([
  'a',
  'br',
  'code',
  'del',
  'em',
  'li',
  'ol',
  'p',
  'strong',
  'ul',
]);

/** The only addresses that become links, so that no link can run a script. */
const linkPattern = /^(https?:\/\/|mailto:)/i;

/** Longer texts are shown unparsed, because nobody reads that much below a label. */
const maxCharacters = 10_000;

interface ElementProps {
  key?: string;
  href?: unknown;
  start?: unknown;
}

const options: MarkdownToJSX.Options = {
  // HTML tags are shown as text.
  disableParsingRawHTML: true,
  disableAutoLink: true,
  disableFrontmatter: true,
  forceBlock: true,
  wrapper: Fragment,
  createElement: (type, props, ...children) => createAllowed(type, props as ElementProps, children),
};

/** Creates an element if it is allowed, with no other attributes than those listed here. */
function createAllowed(type: unknown, { key, href, start }: ElementProps, children: ReactNode[]): ReactNode {
  const keyed = key === undefined ? {} : { key };
  const isLink = typeof href === 'string' && linkPattern.test(href);
  if (!elements.has(type) || (type === 'a' && !isLink)) return createElement(Fragment, keyed, ...children);
  const attributes = type === 'a' ? { href } : type === 'ol' && typeof start === 'number' ? { start } : {};
  return createElement(String(type), { ...keyed, ...attributes }, ...children);
}

/** Renders Markdown with paragraphs, lists, emphasis, code and links. */
export function Markdown({ children }: { children: string }) {
  return children.length > maxCharacters ? children : compiler(children, options);
}
