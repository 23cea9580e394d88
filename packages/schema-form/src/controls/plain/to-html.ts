import { Fragment, isValidElement, type ReactNode } from 'react';

/**
 * Elements as HTML, every text escaped. They are written as JSX like any others, but are drawn once,
 * as text: no components, no handlers. Throws for a component.
 */
export function toHtml(node: ReactNode): string {
  if (typeof node === 'string') return escapeHtml(node);
  if (typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map(toHtml).join('');
  if (!isValidElement<Props>(node)) return '';
  const { type, props } = node;
  if (type === Fragment) return toHtml(props.children);
  if (typeof type !== 'string') throw new Error('Only elements can be drawn as HTML');
  const start = `<${type}${getAttributes(type, props)}>`;
  return type === 'input' ? start : `${start}${getContent(type, props)}</${type}>`;
}

interface Props {
  [name: string]: unknown;
  children?: ReactNode;
  dangerouslySetInnerHTML?: { __html: string };
}

/** Attributes whose names in React are not theirs in HTML, whatever the case. */
const names: Record<string, string> = {
  className: 'class',
  htmlFor: 'for',
  defaultValue: 'value',
  defaultChecked: 'checked',
};

function getAttributes(type: string, props: Props): string {
  let attributes = '';
  for (const name in props) {
    const value = props[name];
    if (value === undefined || value === false || value === null || isContent(type, name)) continue;
    const text = value === true && !name.startsWith('aria-') ? '' : escapeHtml(String(value));
    attributes += ` ${names[name] ?? name.toLowerCase()}="${text}"`;
  }
  return attributes;
}

function isContent(type: string, name: string): boolean {
  if (name === 'defaultValue') return type === 'textarea';
  return name === 'children' || name === 'dangerouslySetInnerHTML';
}

function getContent(type: string, props: Props): string {
  if (type === 'textarea') {
    const text = escapeHtml(String(props.defaultValue ?? ''));
    // The first line break in a text area is none of its text.
    return text.startsWith('\n') ? `\n${text}` : text;
  }
  return props.dangerouslySetInnerHTML?.__html ?? toHtml(props.children);
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Parsers read it as a line feed.
  '\r': '&#13;',
};

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"\r]/g, (character) => entities[character] ?? character);
}
