import { compiler, type MarkdownToJSX } from 'markdown-to-jsx/react';
import { createElement, Fragment, type ReactNode } from 'react';

/** The elements that a help text may have; of any other one the content stays. */
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

/** Against links that run script: nothing else is a link. */
const linkPattern = /^(https?:\/\/|mailto:)/i;

/** Longer texts stay as they are: nobody reads them below a label. */
const mostCharacters = 10_000;

interface ElementProps {
  key?: string;
  href?: unknown;
  start?: unknown;
}

const options: MarkdownToJSX.Options = {
  // Tags are text.
  disableParsingRawHTML: true,
  disableAutoLink: true,
  disableFrontmatter: true,
  forceBlock: true,
  wrapper: Fragment,
  createElement: (type, props, ...children) => createAllowed(type, props as ElementProps, children),
};

/** Of attributes there are those alone that are listed here. */
function createAllowed(type: unknown, { key, href, start }: ElementProps, children: ReactNode[]): ReactNode {
  const keyed = key === undefined ? {} : { key };
  const isLink = typeof href === 'string' && linkPattern.test(href);
  if (!elements.has(type) || (type === 'a' && !isLink)) return createElement(Fragment, keyed, ...children);
  const attributes = type === 'a' ? { href } : type === 'ol' && typeof start === 'number' ? { start } : {};
  return createElement(String(type), { ...keyed, ...attributes }, ...children);
}

/** Paragraphs, lists, emphasis, code and links. */
export function Markdown({ children }: { children: string }) {
  return children.length > mostCharacters ? children : compiler(children, options);
}
