/**
 * Makes an element what the HTML of one says. What is in it already stays the same, with the focus,
 * the selection and the text that somebody is typing.
 */
export function morph(element: Element, html: string): void {
  const template = document.createElement('template');
  template.innerHTML = html;
  const wanted = template.content.firstElementChild;
  if (wanted) morphElement(element, wanted);
}

/** Both have the same parts in the same order; any of them may be missing. */
function morphChildren(from: Element, to: Element): void {
  let present = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const found = findSame(present, wanted);
    if (!found) {
      from.insertBefore(wanted, present);
      continue;
    }
    present = removeUntil(present, found);
    if (found instanceof Element && wanted instanceof Element) morphElement(found, wanted);
    else if (found.nodeValue !== wanted.nodeValue) found.nodeValue = wanted.nodeValue;
    present = found.nextSibling;
  }
  removeUntil(present, null);
}

function findSame(first: ChildNode | null, wanted: Node): ChildNode | null {
  const kind = getKind(wanted);
  for (let node = first; node; node = node.nextSibling) if (getKind(node) === kind) return node;
  return null;
}

/** What tells the parts of a field apart. Not their ids: entries of a list change theirs when they move. */
function getKind(node: Node): string {
  if (!(node instanceof Element)) return node.nodeName;
  return [node.nodeName, node.getAttribute('type'), node.classList[0]].join();
}

function removeUntil(first: ChildNode | null, end: ChildNode | null): ChildNode | null {
  let node = first;
  while (node && node !== end) {
    const next = node.nextSibling;
    node.remove();
    node = next;
  }
  return node;
}

function morphElement(from: Element, to: Element): void {
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name)) from.removeAttribute(name);
  morphChildren(from, to);
}
